using System.Text.Json;
using ClarityConnect.Workflows.Engine.Reviews;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Something that a workflow is not sure of.</summary>
/// <param name="Id">Its id; lists are ordered by it, newest first.</param>
/// <param name="Key">What it is about.</param>
/// <param name="Kind">What kind of doubt it is.</param>
/// <param name="Title">What it is about, in one line.</param>
/// <param name="Reason">Why somebody has to look.</param>
/// <param name="SuggestedAction">What the workflow suggests.</param>
/// <param name="Choices">What can be decided.</param>
/// <param name="DefinitionId">The definition that asks.</param>
/// <param name="InstanceId">The instance that asks.</param>
/// <param name="ActivityName">The activity that asks.</param>
/// <param name="IsAwaited">Whether the instance waits.</param>
/// <param name="Deadline">Until when somebody may decide.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Decision">The choice that was taken.</param>
/// <param name="DecidedBy">By whom.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Comment">What that person said.</param>
/// <param name="Data">The data in question, masked; null in lists.</param>
/// <param name="CorrectedData">The data as they were corrected; null in lists.</param>
internal sealed record ReviewView(
    string Id,
    string Key,
    string Kind,
    string Title,
    string? Reason,
    string? SuggestedAction,
    IReadOnlyList<string> Choices,
    string? DefinitionId,
    string? InstanceId,
    string? ActivityName,
    bool IsAwaited,
    DateTimeOffset? Deadline,
    DateTimeOffset CreatedAt,
    ReviewState State,
    string? Decision,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Comment,
    JsonElement? Data,
    JsonElement? CorrectedData)
{
    public static ReviewView Of(ReviewItem item) => new(
        item.Id,
        item.Key,
        item.Kind,
        item.Title,
        item.Reason,
        item.SuggestedAction,
        item.Choices,
        item.DefinitionId,
        item.InstanceId,
        item.ActivityName,
        item.IsAwaited,
        item.Deadline,
        item.CreatedAt,
        item.State,
        item.Decision,
        item.DecidedBy,
        item.DecidedAt,
        item.Comment,
        Json(item.Subject),
        Json(item.CorrectedSubject));

    private static JsonElement? Json(string? text) => text is null ? null : JsonSerializer.Deserialize<JsonElement>(text);
}
