using System.Security.Claims;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
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
        changes.MapPost("/bulk-actions/delete/workflow-definitions/by-definition-id", DeleteManyAsync).WithMetadata(new AuditedAction("definition.deleted"));
        changes.MapPost("/bulk-actions/publish/workflow-definitions/by-definition-ids", PublishManyAsync).WithMetadata(new AuditedAction("definition.published"));
        changes.MapPost("/bulk-actions/retract/workflow-definitions/by-definition-ids", RetractManyAsync).WithMetadata(new AuditedAction("definition.retracted"));
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionShape shape, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var model = body["model"] as JsonObject
            ?? throw new DefinitionInvalidException("The request's body must be an object with the definition as 'model' and optionally 'publish'.");
        var publish = body["publish"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var (version, warnings) = await publisher.SaveAsync(DefinitionShape.FromDesigner(model), publish, token);
        request.HttpContext.Items[AuditSubject.Key] = version.DefinitionId;
        return Saved(shape.ToDesigner(version, Caller.MayEdit(user)), alreadyPublished: false, warnings);
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, ClaimsPrincipal user, DefinitionPublisher publisher, DefinitionShape shape, CancellationToken token) =>
        await publisher.PublishAsync(definitionId, token) is { } published
            ? Saved(shape.ToDesigner(published.Version, Caller.MayEdit(user)), published.WasPublished, [])
            : Missing(definitionId);

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

    private static async Task<IResult> DeleteManyAsync(HttpRequest request, DefinitionPublisher publisher, CancellationToken token)
    {
        var deleted = 0;
        foreach (var id in await IdsAsync(request))
            deleted += await publisher.DeleteAsync(id, token) ? 1 : 0;
        return Answer.Json(new { deleted });
    }

    private static async Task<IResult> PublishManyAsync(HttpRequest request, DefinitionPublisher publisher, CancellationToken token)
    {
        List<string> published = [], alreadyPublished = [], notFound = [];
        foreach (var id in await IdsAsync(request))
            (await publisher.PublishAsync(id, token) switch { null => notFound, { WasPublished: true } => alreadyPublished, _ => published }).Add(id);
        return Answer.Json(new { published, alreadyPublished, notFound, updatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> RetractManyAsync(HttpRequest request, IDefinitionStore store, DefinitionPublisher publisher, CancellationToken token)
    {
        List<string> retracted = [], alreadyRetracted = [], notFound = [];
        foreach (var id in await IdsAsync(request))
        {
            var exists = await VersionOptions.FindAsync(store, id, "Latest", token) is not null;
            (!exists ? notFound : await publisher.RetractAsync(id, token) ? retracted : alreadyRetracted).Add(id);
        }

        return Answer.Json(new { retracted, alreadyRetracted, notFound });
    }

    private static async Task<List<string>> IdsAsync(HttpRequest request)
    {
        var ids = RequestJson.Texts(await RequestJson.ObjectAsync(request), "definitionIds");
        request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", ids);
        return ids;
    }

    private static IResult Saved(JsonObject workflowDefinition, bool alreadyPublished, IReadOnlyList<string> warnings) =>
        Answer.Json(new { workflowDefinition, alreadyPublished, consumingWorkflowCount = 0, warnings });

    private static IResult Missing(string definitionId) => Answer.Missing($"There is no workflow '{definitionId}'.");
}
