using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Copies definitions, which the designer has no button for.</summary>
internal static class DefinitionCopyEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/definitions/{id}/copy", CopyAsync)
        .RequireAuthorization(AccessPolicy.Designer)
        .WithMetadata(new AuditedAction("definition.copied"))
        .WithTags("Definitions");

    /// <summary>The copy is a draft of its own, whatever the original is.</summary>
    private static async Task<Results<Ok<CopyAnswer>, ProblemHttpResult>> CopyAsync(
        string id, CopyRequest? request, HttpContext context, ClaimsPrincipal user, IDefinitionStore store, DefinitionPublisher publisher, CancellationToken token)
    {
        var filter = new DefinitionFilter { DefinitionIds = [id], IsLatest = request?.Version is null ? true : null, Version = request?.Version };
        if (await store.FindAsync(filter, token) is not { } original)
            return ApiProblem.Missing($"There is no workflow '{id}'{(request?.Version is { } number ? $" in the version {number}" : "")}.");
        var name = string.IsNullOrWhiteSpace(request?.Name) ? await FreeNameAsync(original.Name ?? id, store, token) : request.Name.Trim();
        var json = DefinitionDocument.Parse(original.Document!).ToUnidentifiedNode();
        json["name"] = name;
        var (copy, _) = await publisher.SaveAsync(DefinitionDocument.From(json), publish: false, new DefinitionEdit { By = user.Identity?.Name }, token);
        context.Items[AuditSubject.Key] = $"{id} as {copy.DefinitionId}";
        return TypedResults.Ok(new CopyAnswer(copy.DefinitionId, copy.Id, name));
    }

    private static async Task<string> FreeNameAsync(string name, IDefinitionStore store, CancellationToken token)
    {
        var (others, _) = await store.ListAsync(new DefinitionFilter { IsLatest = true, SearchTerm = $"{name} (copy" }, token);
        var taken = others.Select(other => other.Name?.Trim() ?? "").ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? $"{name} (copy)" : $"{name} (copy {number})";
            if (!taken.Contains(free))
                return free;
        }
    }
}
