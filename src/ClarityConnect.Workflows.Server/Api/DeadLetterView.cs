using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Work that was given up.</summary>
/// <param name="Id">Its id; lists are ordered by it, newest first.</param>
/// <param name="InstanceId">The instance.</param>
/// <param name="DefinitionId">Its definition.</param>
/// <param name="DefinitionVersionId">Its version.</param>
/// <param name="CorrelationId">Its correlation id.</param>
/// <param name="ActivityId">The activity that failed.</param>
/// <param name="ActivityName">That activity's name.</param>
/// <param name="Kind">What kind of failure it was.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="CreatedAt">When it was given up.</param>
/// <param name="ResolvedAt">When it was resolved; null while it is open.</param>
/// <param name="Resolution">How it was resolved.</param>
/// <param name="Attempts">Every attempt with its failure; null in lists.</param>
internal sealed record DeadLetterView(
    string Id,
    string InstanceId,
    string DefinitionId,
    string DefinitionVersionId,
    string? CorrelationId,
    string ActivityId,
    string ActivityName,
    FailureKind Kind,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ResolvedAt,
    string? Resolution,
    JsonElement? Attempts)
{
    public static DeadLetterView Of(DeadLetter letter, bool withAttempts) => new(
        letter.Id,
        letter.InstanceId,
        letter.DefinitionId,
        letter.DefinitionVersionId,
        letter.CorrelationId,
        letter.ActivityId,
        letter.ActivityName,
        letter.Kind,
        letter.Message,
        letter.CreatedAt,
        letter.ResolvedAt,
        letter.Resolution,
        withAttempts ? JsonSerializer.Deserialize<JsonElement>(letter.Attempts.Span) : null);
}
