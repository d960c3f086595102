using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Gives parts of a definition: what is inside an activity, and the way to a nested one.</summary>
internal static class DefinitionSubgraphs
{
    public static void Map(RouteGroupBuilder api)
    {
        var subgraphs = api.MapGroup("/workflow-definitions/subgraph").RequireAuthorization(AccessPolicy.Viewer);
        subgraphs.MapGet("/{versionId}", FindAsync);
        subgraphs.MapGet("/segments/{versionId}", FindSegmentsAsync);
    }

    private static async Task<IResult> FindAsync(string versionId, string? parentNodeId, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        if (await store.FindAsync(versionId, token) is not { } version)
            return Missing(versionId);
        var workflow = ActivityNode.Of(await shape.ToDesignerAsync(version, mayEdit: false, token));
        var root = workflow.Children.Count > 0 ? workflow.Children[0] : workflow;
        return Answer.Json(string.IsNullOrEmpty(parentNodeId) ? root : workflow.PathTo(parentNodeId)?[^1] ?? root);
    }

    private static async Task<IResult> FindSegmentsAsync(string versionId, string? childNodeId, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        if (await store.FindAsync(versionId, token) is not { } version)
            return Missing(versionId);
        if (ActivityNode.Of(await shape.ToDesignerAsync(version, mayEdit: false, token)).PathTo(childNodeId ?? "") is not { } path)
            return Answer.Invalid([$"There is no activity '{childNodeId}' in the definition version '{versionId}'."]);
        var segments = path.SkipLast(1).Zip(path.Skip(1))
            .Where(step => step.First.Type is not ("Elsa.Workflow" or "Elsa.Flowchart"))
            .Select(step => (Node: step.First, Segment: Segment(step.First, step.Second.Port ?? "")))
            .ToList();
        var container = segments.Count > 0 ? segments[^1].Node : path[0];
        return Answer.Json(new { childNode = path[^1], container, pathSegments = segments.Select(segment => segment.Segment) });
    }

    private static PathSegment Segment(ActivityNode node, string port)
    {
        var id = ActivityTree.Text(node.Activity, "id") ?? "";
        return new PathSegment(node.NodeId, id, node.Type ?? "", port, ActivityTree.Text(node.Activity, "name") ?? id);
    }

    private static IResult Missing(string versionId) => Answer.Missing($"There is no definition version '{versionId}'.");
}
