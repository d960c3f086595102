using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Reads definitions.</summary>
internal static class DefinitionEndpoints
{
    /// <summary>Whole definitions are large.</summary>
    private const int MostIds = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/workflow-definitions").RequireAuthorization(AccessPolicy.Viewer);
        definitions.MapGet("", ListAsync);
        definitions.MapGet("/by-definition-id/{definitionId}", FindLatestAsync);
        definitions.MapGet("/by-id/{id}", FindAsync);
        definitions.MapGet("/many-by-id", FindManyAsync);
        definitions.MapGet("/validation/is-name-unique", IsNameUniqueAsync);
        definitions.MapGet("/query/count", CountAsync);
    }

    private static async Task<IResult> ListAsync([AsParameters] DefinitionQuery query, ClaimsPrincipal user, IDefinitionStore store, CancellationToken token)
    {
        var (items, total) = query.AsksForNothing ? ([], 0) : await store.ListAsync(query.ToFilter(), token);
        var mayEdit = Caller.MayEdit(user);
        return Answer.Json(new StudioPage<DefinitionSummary>(
            [.. items.Select(version => DefinitionSummary.Of(version, mayEdit))], total, DefinitionLinks.OfList(mayEdit)));
    }

    private static async Task<IResult> FindLatestAsync(
        string definitionId, string? versionOptions, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        var options = string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions;
        return await VersionOptions.FindAsync(store, definitionId, options, token) is { } version
            ? Answer.Json(await shape.ToDesignerAsync(version, Caller.MayEdit(user), token))
            : Answer.Missing($"There is no workflow '{definitionId}' in the version {options}.");
    }

    private static async Task<IResult> FindAsync(string id, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token) =>
        await store.FindAsync(id, token) is { } version
            ? Answer.Json(await shape.ToDesignerAsync(version, Caller.MayEdit(user), token))
            : Answer.Missing($"There is no definition version '{id}'.");

    private static async Task<IResult> FindManyAsync(string[]? ids, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        var found = new List<object>();
        foreach (var id in (ids ?? []).Distinct(StringComparer.Ordinal).Take(MostIds))
        {
            if (await store.FindAsync(id, token) is { } version)
                found.Add(await shape.ToDesignerAsync(version, Caller.MayEdit(user), token));
        }

        return Answer.Json(new StudioList<object>(found));
    }

    private static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, IDefinitionStore store, CancellationToken token)
    {
        name = (name ?? "").Trim();
        var (found, _) = await store.ListAsync(new DefinitionFilter { IsLatest = true, SearchTerm = name.Length == 0 ? null : name }, token);
        var isUnique = !found.Any(version => version.DefinitionId != definitionId && string.Equals(version.Name?.Trim(), name, StringComparison.OrdinalIgnoreCase));
        return Answer.Json(new { isUnique });
    }

    private static async Task<IResult> CountAsync(IDefinitionStore store, CancellationToken token)
    {
        var (_, count) = await store.ListAsync(new DefinitionFilter { IsLatest = true, Take = 1 }, token);
        return Answer.Json(new { count });
    }
}
