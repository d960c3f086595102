using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Definitions;

/// <summary>The filter of definitions as a query.</summary>
internal static class DefinitionQueries
{
    public static IQueryable<DefinitionVersion> Filtered(WorkflowDbContext context, DefinitionFilter filter)
    {
        var found = context.DefinitionVersions.AsNoTracking().Where(v => !EF.Property<bool>(v, DefinitionTables.IsDeleted));
        if (filter.IsLatest is { } isLatest) found = found.Where(v => v.IsLatest == isLatest);
        if (filter.IsPublished is { } isPublished) found = found.Where(v => v.IsPublished == isPublished);
        if (filter.IsLatestOrPublished) found = found.Where(v => v.IsLatest || v.IsPublished);
        if (filter.IsUsableAsActivity is { } isUsable) found = found.Where(v => v.IsUsableAsActivity == isUsable);
        if (filter.Version is { } number) found = found.Where(v => v.Version == number);
        if (filter.DefinitionIds.Count > 0) found = found.Where(v => filter.DefinitionIds.Contains(v.DefinitionId));
        if (filter.Ids.Count > 0) found = found.Where(v => filter.Ids.Contains(v.Id));
        if (filter.Mentions is { Length: > 0 } mentioned) found = found.Where(v => v.Document!.Contains(mentioned));
        if (string.IsNullOrEmpty(filter.SearchTerm)) return found;
#pragma warning disable CA1304, CA1311, CA1862 // These become SQL, which knows neither cultures nor comparers.
        var term = filter.SearchTerm.ToLowerInvariant();
        return found.Where(v => v.Name!.ToLower().Contains(term)
            || v.Description!.ToLower().Contains(term)
            || v.Id.ToLower().Contains(term)
            || v.DefinitionId.ToLower().Contains(term));
#pragma warning restore CA1304, CA1311, CA1862
    }

    public static IQueryable<DefinitionVersion> Ordered(IQueryable<DefinitionVersion> found, DefinitionFilter filter)
    {
#pragma warning disable CA1304, CA1311 // This becomes SQL.
        return (filter.OrderBy, filter.Descending) switch
        {
            ("Name", false) => found.OrderBy(v => (v.Name ?? "").ToLower()).ThenBy(v => v.Id),
            ("Name", true) => found.OrderByDescending(v => (v.Name ?? "").ToLower()).ThenByDescending(v => v.Id),
            ("Version", false) => found.OrderBy(v => v.Version).ThenBy(v => v.Id),
            ("Version", true) => found.OrderByDescending(v => v.Version).ThenByDescending(v => v.Id),
            (_, false) => found.OrderBy(v => v.CreatedAt).ThenBy(v => v.Id),
            (_, true) => found.OrderByDescending(v => v.CreatedAt).ThenByDescending(v => v.Id),
        };
#pragma warning restore CA1304, CA1311
    }

    public static IQueryable<DefinitionVersion> WithoutDocuments(IQueryable<DefinitionVersion> versions) =>
        versions.Select(v => new DefinitionVersion
        {
            Id = v.Id,
            DefinitionId = v.DefinitionId,
            Version = v.Version,
            Name = v.Name,
            Description = v.Description,
            IsLatest = v.IsLatest,
            IsPublished = v.IsPublished,
            CreatedAt = v.CreatedAt,
            SavedAt = v.SavedAt,
            SavedBy = v.SavedBy,
            PublishedAt = v.PublishedAt,
            IsUsableAsActivity = v.IsUsableAsActivity,
        });
}
