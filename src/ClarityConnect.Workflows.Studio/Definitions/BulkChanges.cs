using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Publishes, retracts and deletes many definitions at once.</summary>
internal static class BulkChanges
{
    public static void Map(RouteGroupBuilder api)
    {
        var changes = api.MapGroup("/bulk-actions").RequireAuthorization(AccessPolicy.Designer);
        changes.MapPost("/delete/workflow-definitions/by-definition-id", DeleteAsync).WithMetadata(new AuditedAction("definition.deleted"));
        changes.MapPost("/delete/workflow-definitions/by-id", DeleteVersionsAsync).WithMetadata(new AuditedAction("definition.version-deleted"));
        changes.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync).WithMetadata(new AuditedAction("definition.published"));
        changes.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync).WithMetadata(new AuditedAction("definition.retracted"));
    }

    private static async Task<IResult> DeleteVersionsAsync(HttpRequest request, DefinitionPublisher publisher, CancellationToken token)
    {
        var deleted = 0;
        foreach (var id in await IdsAsync(request, "ids"))
            deleted += await publisher.DeleteVersionAsync(id, token) ? 1 : 0;
        return Answer.Json(new { deleted });
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, DefinitionPublisher publisher, CancellationToken token)
    {
        var deleted = 0;
        foreach (var id in await IdsAsync(request, "definitionIds"))
            deleted += await publisher.DeleteAsync(id, token) ? 1 : 0;
        return Answer.Json(new { deleted });
    }

    /// <summary>What cannot be published keeps none of the others back; the answer says why.</summary>
    private static async Task<IResult> PublishAsync(
        HttpRequest request, ClaimsPrincipal user, DefinitionPublisher publisher, ReferenceUpdates references, CancellationToken token)
    {
        List<string> published = [], alreadyPublished = [], notFound = [], problems = [];
        var updates = new UpdatedConsumers();
        foreach (var id in await IdsAsync(request, "definitionIds"))
        {
            try
            {
                var done = await publisher.PublishAsync(id, token);
                (done switch { null => notFound, { WasPublished: true } => alreadyPublished, _ => published }).Add(id);
                if (done is { WasPublished: false } now)
                    updates.Add(await references.FollowAsync(now.Version, Caller.NameOf(user), token));
            }
            catch (DefinitionInvalidException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }

        return published.Count + alreadyPublished.Count == 0 && problems.Count > 0
            ? Answer.Invalid(problems)
            : Answer.Json(new
            {
                published,
                alreadyPublished,
                notFound,
                updatedConsumers = updates.Versions.Select(consumer => consumer.DefinitionId).Distinct(),
                problems = problems.Concat(updates.Refusals),
            });
    }

    private static async Task<IResult> RetractAsync(HttpRequest request, IDefinitionStore store, DefinitionPublisher publisher, CancellationToken token)
    {
        List<string> retracted = [], alreadyRetracted = [], notFound = [];
        foreach (var id in await IdsAsync(request, "definitionIds"))
        {
            var exists = await VersionOptions.FindAsync(store, id, "Latest", token) is not null;
            (!exists ? notFound : await publisher.RetractAsync(id, token) ? retracted : alreadyRetracted).Add(id);
        }

        return Answer.Json(new { retracted, alreadyRetracted, notFound });
    }

    private static async Task<List<string>> IdsAsync(HttpRequest request, string member)
    {
        var ids = RequestJson.Texts(await RequestJson.ObjectAsync(request), member);
        request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", ids);
        return ids;
    }
}
