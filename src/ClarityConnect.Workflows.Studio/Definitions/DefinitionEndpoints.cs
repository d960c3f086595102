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
        var filter = new DefinitionFilter
        {
            DefinitionIds = Given(query.DefinitionIds),
            Ids = Given(query.Ids),
            SearchTerm = string.IsNullOrEmpty(query.SearchTerm) ? null : query.SearchTerm,
            OrderBy = query.OrderBy,
            Descending = string.Equals(query.OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase),
        };
        var size = query.PageSize is > 0 ? query.PageSize : null;
        var skip = (query.Page ?? 0) * (size ?? 0);
        var (items, total) = query.VersionOptions == VersionOptions.LatestOrPublished
            ? await LatestOrPublishedAsync(store, filter, skip, size, token)
            : await store.ListAsync(VersionOptions.Apply(filter, query.VersionOptions) with { Skip = skip, Take = size }, token);
        var mayEdit = Caller.MayEdit(user);
        return Answer.Json(new StudioPage<DefinitionSummary>(
            [.. items.Select(version => DefinitionSummary.Of(version, mayEdit))], total, DefinitionLinks.OfList(mayEdit)));
    }

    private static async Task<(IReadOnlyList<DefinitionVersion> Items, int TotalCount)> LatestOrPublishedAsync(
        IDefinitionStore store, DefinitionFilter filter, int skip, int? take, CancellationToken token)
    {
        var (latest, _) = await store.ListAsync(filter with { IsLatest = true }, token);
        var (older, _) = await store.ListAsync(filter with { IsLatest = false, IsPublished = true }, token);
        IReadOnlyList<DefinitionVersion> all = [.. latest, .. older];
        return ([.. all.Skip(skip).Take(take ?? int.MaxValue)], all.Count);
    }

    private static async Task<IResult> FindLatestAsync(
        string definitionId, string? versionOptions, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        var options = string.IsNullOrEmpty(versionOptions) ? "Latest" : versionOptions;
        return await VersionOptions.FindAsync(store, definitionId, options, token) is { } version
            ? Answer.Json(shape.ToDesigner(version, Caller.MayEdit(user)))
            : Answer.Missing($"There is no workflow '{definitionId}' in the version {options}.");
    }

    private static async Task<IResult> FindAsync(string id, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token) =>
        await store.FindAsync(id, token) is { } version
            ? Answer.Json(shape.ToDesigner(version, Caller.MayEdit(user)))
            : Answer.Missing($"There is no definition version '{id}'.");

    private static async Task<IResult> FindManyAsync(string[]? ids, ClaimsPrincipal user, IDefinitionStore store, DefinitionShape shape, CancellationToken token)
    {
        var found = new List<object>();
        foreach (var id in ids ?? [])
        {
            if (await store.FindAsync(id, token) is { } version)
                found.Add(shape.ToDesigner(version, Caller.MayEdit(user)));
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

    private static string[] Given(string[]? values) => [.. (values ?? []).Where(value => value.Length > 0)];
}
