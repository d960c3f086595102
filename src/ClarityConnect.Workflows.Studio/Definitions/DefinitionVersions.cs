using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Lists, deletes and brings back single versions of definitions.</summary>
internal static class DefinitionVersions
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/versions", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        var changes = api.MapGroup("").RequireAuthorization(AccessPolicy.Designer);
        changes.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync).WithMetadata(new AuditedAction("definition.reverted"));
        changes.MapDelete("/workflow-definition-versions/{id}", DeleteAsync).WithMetadata(new AuditedAction("definition.version-deleted"));
    }

    private static async Task<IResult> ListAsync(string definitionId, ClaimsPrincipal user, IDefinitionStore store, CancellationToken token)
    {
        var (versions, _) = await store.ListAsync(new DefinitionFilter { DefinitionIds = [definitionId], OrderBy = "Version", Descending = true }, token);
        var mayEdit = Caller.MayEdit(user);
        return versions.Count == 0
            ? Answer.Missing($"There is no workflow '{definitionId}'.")
            : Answer.Json(new StudioList<DefinitionSummary>([.. versions.Select(version => DefinitionSummary.Of(version, mayEdit))]));
    }

    private static async Task<IResult> RevertAsync(
        string definitionId, int version, ClaimsPrincipal user, DefinitionPublisher publisher, CancellationToken token) =>
        await publisher.RevertAsync(definitionId, version, Caller.NameOf(user), token) is { } draft
            ? Answer.Json(DefinitionSummary.Of(draft, Caller.MayEdit(user)))
            : Answer.Missing($"There is no workflow '{definitionId}' in the version {version}.");

    private static async Task<IResult> DeleteAsync(string id, DefinitionPublisher publisher, CancellationToken token) =>
        await publisher.DeleteVersionAsync(id, token) ? TypedResults.NoContent() : Answer.Missing($"There is no definition version '{id}'.");
}
