using System.Security.Claims;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Saves, publishes, retracts and deletes definitions.</summary>
internal static class DefinitionChanges
{
    public static void Map(RouteGroupBuilder api)
    {
        var changes = api.MapGroup("").RequireAuthorization(AccessPolicy.Designer);
        changes.MapPost("/workflow-definitions", SaveAsync).WithMetadata(new AuditedAction("definition.saved"));
        changes.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync).WithMetadata(new AuditedAction("definition.published"));
        changes.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync).WithMetadata(new AuditedAction("definition.retracted"));
        changes.MapDelete("/workflow-definitions/{definitionId}", DeleteAsync).WithMetadata(new AuditedAction("definition.deleted"));
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionGraph graph, DefinitionShape shape, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var model = body["model"] as JsonObject
            ?? throw new DefinitionInvalidException("The request's body must be an object with the definition as 'model' and optionally 'publish'.");
        var publish = body["publish"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var basedOn = DefinitionShape.RevisionOf(model);
        var (version, findings) = await publisher.SaveAsync(DefinitionShape.FromDesigner(model), publish, basedOn, token);
        request.HttpContext.Items[AuditSubject.Key] = version.DefinitionId;
        var consumers = publish ? await graph.ConsumersAsync(version.DefinitionId, token) : [];
        return Saved(shape.ToDesigner(version, Caller.MayEdit(user)), alreadyPublished: false, findings, consumers.Count);
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionGraph graph, DefinitionShape shape, CancellationToken token)
    {
        if (await publisher.PublishAsync(definitionId, token) is not { } published)
            return Missing(definitionId);
        var consumers = await graph.ConsumersAsync(definitionId, token);
        return Saved(shape.ToDesigner(published.Version, Caller.MayEdit(user)), published.WasPublished, published.Findings, consumers.Count);
    }

    private static async Task<IResult> RetractAsync(
        string definitionId, ClaimsPrincipal user, IDefinitionStore store, DefinitionPublisher publisher, DefinitionShape shape, CancellationToken token)
    {
        if (await VersionOptions.FindAsync(store, definitionId, "Latest", token) is null)
            return Missing(definitionId);
        if (!await publisher.RetractAsync(definitionId, token))
            return Answer.Invalid([$"The workflow '{definitionId}' is not published."]);
        var latest = await VersionOptions.FindAsync(store, definitionId, "Latest", token);
        return latest is null ? Missing(definitionId) : Answer.Json(shape.ToDesigner(latest, Caller.MayEdit(user)));
    }

    private static async Task<IResult> DeleteAsync(string definitionId, DefinitionPublisher publisher, CancellationToken token) =>
        await publisher.DeleteAsync(definitionId, token) ? TypedResults.NoContent() : Missing(definitionId);

    private static IResult Saved(JsonObject workflowDefinition, bool alreadyPublished, IReadOnlyList<DefinitionFinding> findings, int consumingWorkflowCount) =>
        Answer.Json(new { workflowDefinition, alreadyPublished, consumingWorkflowCount, warnings = findings.Select(finding => finding.Text) });

    private static IResult Missing(string definitionId) => Answer.Missing($"There is no workflow '{definitionId}'.");
}
