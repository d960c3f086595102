using System.Linq.Expressions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Instances;

/// <summary>Running and finished instances as rows of one shape, and the filter of lists as a query.</summary>
internal static class InstanceQueries
{
    private const int Reach = 50_000;

    /// <summary>Instances that have not finished. Whoever is leased is executing; claiming does not write the status.</summary>
    public static IQueryable<InstanceRow> Running(WorkflowDbContext context, InstanceFilter? filter = null)
    {
        var stored = context.Instances.AsNoTracking();

        // No running instance has a finish to compare; without being told, the database would look at all of them.
        if (filter?.Periods.Any(period => period is { Moment: InstanceMoment.FinishedAt, Comparison: not ExpressionType.NotEqual }) == true)
            stored = stored.Where(i => false);
        if (filter?.Statuses is { Count: > 0 } statuses)
        {
            // No running instance has the status of a finished one; without being told, the database would look at all of them.
            if (!statuses.Any(status => status < InstanceStatus.Finished)) stored = stored.Where(i => false);

            // Asked of the columns, not of the shown status, which the database could not estimate.
            var isExecuting = statuses.Contains(InstanceStatus.Executing);
            stored = stored.Where(i =>
                (EF.Property<string?>(i, ExecutionTables.LeaseOwner) == null && statuses.Contains(i.Status))
                || (isExecuting && EF.Property<string?>(i, ExecutionTables.LeaseOwner) != null));
        }

        return stored.Select(i => new InstanceRow
        {
            Id = i.Id,
            DefinitionId = i.DefinitionId,
            DefinitionVersionId = i.DefinitionVersionId,
            Version = i.Version,
            Status = EF.Property<string?>(i, ExecutionTables.LeaseOwner) != null ? InstanceStatus.Executing : i.Status,
            CorrelationId = i.CorrelationId,
            Name = i.Name,
            ParentInstanceId = i.ParentInstanceId,
            IncidentCount = i.IncidentCount,
            CreatedAt = i.CreatedAt,
            UpdatedAt = i.UpdatedAt,
            FinishedAt = i.FinishedAt,
        });
    }

    /// <summary>Instances that have finished.</summary>
    public static IQueryable<InstanceRow> Finished(WorkflowDbContext context, InstanceFilter? filter = null)
    {
        var stored = context.InstanceHistory.AsNoTracking();
        if (filter?.Statuses is { Count: > 0 } statuses)
        {
            stored = statuses.Any(status => status >= InstanceStatus.Finished) ? stored.Where(i => statuses.Contains(i.Status)) : stored.Where(i => false);
        }

        return stored.Select(i => new InstanceRow
        {
            Id = i.Id,
            DefinitionId = i.DefinitionId,
            DefinitionVersionId = i.DefinitionVersionId,
            Version = i.Version,
            Status = i.Status,
            CorrelationId = i.CorrelationId,
            Name = i.Name,
            ParentInstanceId = i.ParentInstanceId,
            IncidentCount = i.IncidentCount,
            CreatedAt = i.CreatedAt,
            UpdatedAt = i.UpdatedAt,
            FinishedAt = i.FinishedAt,
        });
    }

    /// <summary>The rest of the filter, which is the same for both.</summary>
    public static IQueryable<InstanceRow> Filtered(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
        if (filter.DefinitionIds.Count > 0) rows = rows.Where(i => filter.DefinitionIds.Contains(i.DefinitionId));
        if (filter.Ids.Count > 0) rows = rows.Where(i => filter.Ids.Contains(i.Id));
        if (filter.DefinitionVersionId is { } versionId) rows = rows.Where(i => i.DefinitionVersionId == versionId);
        if (filter.CorrelationId is { } correlationId) rows = rows.Where(i => i.CorrelationId == correlationId);
        if (filter.Version is { } version) rows = rows.Where(i => i.Version == version);
        if (filter.Before is { } before) rows = rows.Where(i => string.Compare(i.Id, before) < 0);
        if (filter.HasIncidents is { } hasIncidents) rows = rows.Where(i => (i.IncidentCount > 0) == hasIncidents);
        foreach (var period in filter.Periods) rows = rows.Where(period.ToPredicate());
        if (string.IsNullOrEmpty(filter.SearchTerm) && filter.OrderBy != "Name") return rows;
        rows = rows.OrderByDescending(i => i.CreatedAt).Take(Reach);
        if (string.IsNullOrEmpty(filter.SearchTerm)) return rows;
#pragma warning disable CA1304, CA1311, CA1862 // These become SQL, which knows neither cultures nor comparers.
        // Ids are as they were given, in lower case where nobody gave one: a function on each of them would cost as much as the rest of the search.
        var given = filter.SearchTerm;
        var term = given.ToLowerInvariant();
        return rows.Where(i => i.Id.Contains(term) || i.Id.Contains(given) || i.Name!.ToLower().Contains(term) || i.CorrelationId!.ToLower().Contains(term));
#pragma warning restore CA1304, CA1311, CA1862
    }

    /// <summary>The order among the running ones, which have no finish: without it in the way an index gives the order.</summary>
    public static IQueryable<InstanceRow> OrderedRunning(IQueryable<InstanceRow> rows, InstanceFilter filter) => (filter.OrderBy, filter.Descending) switch
    {
        ("Finished", false) => rows.OrderBy(i => i.Id),
        ("Finished", true) => rows.OrderByDescending(i => i.Id),
        _ => Ordered(rows, filter),
    };

    /// <summary>The order among the finished ones, which all have a finish.</summary>
    public static IQueryable<InstanceRow> OrderedFinished(IQueryable<InstanceRow> rows, InstanceFilter filter) => (filter.OrderBy, filter.Descending) switch
    {
        ("Finished", false) => rows.OrderBy(i => i.FinishedAt).ThenBy(i => i.Id),
        ("Finished", true) => rows.OrderByDescending(i => i.FinishedAt).ThenByDescending(i => i.Id),
        _ => Ordered(rows, filter),
    };

    public static IQueryable<InstanceRow> Ordered(IQueryable<InstanceRow> rows, InstanceFilter filter)
    {
#pragma warning disable CA1304, CA1311 // These become SQL.
        return (filter.OrderBy, filter.Descending) switch
        {
            ("Id", false) => rows.OrderBy(i => i.Id),
            ("Id", true) => rows.OrderByDescending(i => i.Id),
            ("LastExecuted", false) => rows.OrderBy(i => i.UpdatedAt).ThenBy(i => i.Id),
            ("LastExecuted", true) => rows.OrderByDescending(i => i.UpdatedAt).ThenByDescending(i => i.Id),
            ("Finished", false) => rows.OrderBy(i => i.FinishedAt != null).ThenBy(i => i.FinishedAt).ThenBy(i => i.Id),
            ("Finished", true) => rows.OrderBy(i => i.FinishedAt == null).ThenByDescending(i => i.FinishedAt).ThenByDescending(i => i.Id),
            ("Name", false) => rows.OrderBy(i => (i.Name ?? "").ToLower()).ThenBy(i => i.Id),
            ("Name", true) => rows.OrderByDescending(i => (i.Name ?? "").ToLower()).ThenByDescending(i => i.Id),
            (_, false) => rows.OrderBy(i => i.CreatedAt).ThenBy(i => i.Id),
            (_, true) => rows.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id),
        };
#pragma warning restore CA1304, CA1311
    }
}
