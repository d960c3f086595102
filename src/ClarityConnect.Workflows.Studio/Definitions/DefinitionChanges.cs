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
    }

    private static async Task<IResult> SaveAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, LossGuard guard, SavedAnswer answer, CancellationToken token)
    {
        var body = await RequestJson.ObjectAsync(request);
        var model = body["model"] as JsonObject
            ?? throw new DefinitionInvalidException("The request's body must be an object with the definition as 'model' and optionally 'publish'.");
        var publish = body["publish"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        var edit = new DefinitionEdit { By = Caller.NameOf(user), BasedOn = DefinitionShape.RevisionOf(model) };
        var document = DefinitionShape.FromDesigner(model);
        await guard.CheckAsync(document, isFromDesigner: edit.BasedOn is not null, token);
        var (version, findings) = await publisher.SaveAsync(document, publish, edit, token);
        request.HttpContext.Items[AuditSubject.Key] = version.DefinitionId;
        return await answer.OfAsync(version, wasPublished: false, findings, user, token);
    }

    private static async Task<IResult> PublishAsync(
        string definitionId, ClaimsPrincipal user, DefinitionPublisher publisher, SavedAnswer answer, CancellationToken token) =>
        await publisher.PublishAsync(definitionId, token) is { } published
            ? await answer.OfAsync(published.Version, published.WasPublished, published.Findings, user, token)
            : Missing(definitionId);

    private static async Task<IResult> RetractAsync(
        string definitionId, ClaimsPrincipal user, IDefinitionStore store, DefinitionPublisher publisher, DefinitionShape shape, CancellationToken token)
    {
        if (await VersionOptions.FindAsync(store, definitionId, "Latest", token) is null)
            return Missing(definitionId);
        if (!await publisher.RetractAsync(definitionId, token))
            return Answer.Invalid([$"The workflow '{definitionId}' is not published."]);
        var latest = await VersionOptions.FindAsync(store, definitionId, "Latest", token);
        return latest is null ? Missing(definitionId) : Answer.Json(await shape.ToDesignerAsync(latest, Caller.MayEdit(user), token));
    }

    private static async Task<IResult> DeleteAsync(string definitionId, DefinitionPublisher publisher, CancellationToken token) =>
        await publisher.DeleteAsync(definitionId, token) ? TypedResults.NoContent() : Missing(definitionId);

    private static IResult Missing(string definitionId) => Answer.Missing($"There is no workflow '{definitionId}'.");
}
