using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Finds records of different systems that belong together.</summary>
internal static class ReferenceEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/references", FindAsync).WithTags("Cross-references").RequireAuthorization(AccessPolicy.Viewer);

    /// <summary>By an id or its beginning; with system and kind only the group of that very record.</summary>
    private static async Task<Results<Ok<List<ReferenceGroup>>, ProblemHttpResult>> FindAsync(
        string? id, string? system, string? kind, ReferenceDirectory directory, CancellationToken token)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Length > RecordReference.LongestId)
            return ApiProblem.Invalid($"Give the id of a record, of at most {RecordReference.LongestId} characters: /api/v1/references?id=1001.");
        if (string.IsNullOrWhiteSpace(system) != string.IsNullOrWhiteSpace(kind) || system?.Length > RecordReference.LongestName || kind?.Length > RecordReference.LongestName)
            return ApiProblem.Invalid("Give both system and kind, such as &system=heartland&kind=order, or neither.");
        if (RecordReference.Create(system, kind, id) is not { } record)
            return TypedResults.Ok((await directory.SearchAsync(id, token)).Select(ReferenceGroup.Of).ToList());
        var group = await directory.FindGroupAsync(record, token);
        return TypedResults.Ok<List<ReferenceGroup>>(group.Count == 0 ? [] : [ReferenceGroup.Of(group)]);
    }
}
