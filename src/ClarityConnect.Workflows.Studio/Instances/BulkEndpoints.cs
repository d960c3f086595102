using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Definitions;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>Cancels and deletes many instances: those with some ids, or those of a definition or of a version of it.</summary>
internal static class BulkEndpoints
{
    private const int MostIds = 10_000;

    public static void Map(RouteGroupBuilder api)
    {
        var operations = api.MapGroup("/bulk-actions").RequireAuthorization(AccessPolicy.Operator);
        operations.MapPost("/cancel/workflow-instances", CancelAsync).WithMetadata(new AuditedAction("instance.cancelled"));
        operations.MapPost("/delete/workflow-instances", DeleteAsync).WithMetadata(new AuditedAction("instance.deleted"));
        operations.MapPost("/delete/workflow-instances/by-id", DeleteAsync).WithMetadata(new AuditedAction("instance.deleted"));
    }

    private static async Task<IResult> CancelAsync(
        HttpRequest request, IDefinitionStore definitions, WorkflowRuntime runtime, BulkActions actions, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var ids = Ids(body);
        var cancelled = 0;
        if (ids.Count > 0)
        {
            request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", ids);
            foreach (var id in ids)
                cancelled += await runtime.CancelAsync(id, token) ? 1 : 0;
            return Answer.Json(new { cancelled });
        }

        foreach (var filter in await FiltersAsync(request, body, definitions, token))
            cancelled += await actions.CancelAsync(filter, token);
        return Answer.Json(new { cancelled });
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, IDefinitionStore definitions, BulkActions actions, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var ids = Ids(body);
        if (ids.Count > 0)
        {
            request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", ids);
            return Answer.Json(new { deleted = await actions.DeleteAsync(ids, token) });
        }

        var deleted = 0;
        foreach (var filter in await FiltersAsync(request, body, definitions, token))
            deleted += await actions.DeleteAsync(filter, token);
        return Answer.Json(new { deleted });
    }

    private static List<string> Ids(JsonObject body)
    {
        var ids = RequestJson.Texts(body, "ids");
        return ids.Count <= MostIds
            ? ids
            : throw new BadHttpRequestException($"One request takes at most {MostIds} ids; name the definition instead, or send several requests.");
    }

    /// <summary>One filter for each version that is meant; none if nothing is named, so that an empty request does not mean everything.</summary>
    private static async Task<IReadOnlyList<InstanceFilter>> FiltersAsync(
        HttpRequest request, JsonObject body, IDefinitionStore definitions, CancellationToken token)
    {
        var definitionId = RequestJson.Text(body, "definitionId");
        var versionId = RequestJson.Text(body, "definitionVersionId");
        var versions = RequestJson.Text(body, "versionOptions");
        request.HttpContext.Items[AuditSubject.Key] = string.Join(' ', new[] { definitionId, versionId, versions }.OfType<string>());
        if (definitionId is null && versionId is null)
            return [];
        var filter = new InstanceFilter { DefinitionIds = definitionId is null ? [] : [definitionId], DefinitionVersionId = versionId };
        if (versions is null or "AllVersions" || definitionId is null)
            return [filter];
        var (found, _) = await definitions.ListAsync(VersionOptions.Apply(new DefinitionFilter { DefinitionIds = [definitionId] }, versions), token);
        return [.. found.Select(version => filter with { Version = version.Version })];
    }
}
