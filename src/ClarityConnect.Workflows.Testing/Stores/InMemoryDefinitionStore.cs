using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Definitions, triggers and schedules in memory.</summary>
public sealed class InMemoryDefinitionStore : IDefinitionStore
{
    private readonly InMemoryTables _tables;

    internal InMemoryDefinitionStore(InMemoryTables tables) => _tables = tables;

    /// <inheritdoc/>
    public Task<DefinitionVersion?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult(_tables.Versions.GetValueOrDefault(id));
    }

    /// <inheritdoc/>
    public Task<DefinitionVersion?> FindAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult(Ordered(filter).Skip(filter.Skip).FirstOrDefault());
    }

    /// <inheritdoc/>
    public Task<(IReadOnlyList<DefinitionVersion> Items, int TotalCount)> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var all = Ordered(filter).ToList();
            var page = all.Skip(filter.Skip).Take(filter.Take ?? int.MaxValue).Select(version => version with { Document = null });
            return Task.FromResult<(IReadOnlyList<DefinitionVersion>, int)>(([.. page], all.Count));
        }
    }

    /// <inheritdoc/>
    public Task SaveAsync(
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            foreach (var other in Of(version.DefinitionId).Where(other => other.Id != version.Id).ToList())
            {
                _tables.Versions[other.Id] = other with
                {
                    IsLatest = other.IsLatest && !version.IsLatest,
                    IsPublished = other.IsPublished && !version.IsPublished,
                };
            }

            _tables.Versions[version.Id] = version;
            _tables.DeletedVersions.Remove(version.Id);
            if (version.IsPublished) ReplaceTriggers(version.DefinitionId, triggers, schedules);
            else if (!Of(version.DefinitionId).Any(other => other.IsPublished)) ReplaceTriggers(version.DefinitionId, [], []);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            ReplaceTriggers(definitionId, [], []);
            var published = Of(definitionId).Where(version => version.IsPublished).ToList();
            foreach (var version in published) _tables.Versions[version.Id] = version with { IsPublished = false };
            return Task.FromResult(published.Count > 0);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            ReplaceTriggers(definitionId, [], []);
            var used = _tables.Instances.Values.Concat(_tables.History.Values)
                .Where(instance => instance.Row.DefinitionId == definitionId)
                .Select(instance => instance.Row.DefinitionVersionId)
                .ToHashSet();
            var versions = Of(definitionId).ToList();
            foreach (var version in versions)
            {
                if (!used.Contains(version.Id))
                {
                    _tables.Versions.Remove(version.Id);
                    continue;
                }

                _tables.Versions[version.Id] = version with { IsLatest = false, IsPublished = false };
                _tables.DeletedVersions.Add(version.Id);
            }

            return Task.FromResult(versions.Count > 0);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TriggerRow>> ListTriggersAsync(CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<TriggerRow>>([.. _tables.Triggers]);
    }

    private IEnumerable<DefinitionVersion> Of(string definitionId) =>
        _tables.Versions.Values.Where(version => version.DefinitionId == definitionId && !_tables.DeletedVersions.Contains(version.Id));

    private IOrderedEnumerable<DefinitionVersion> Ordered(DefinitionFilter filter)
    {
        var term = filter.SearchTerm;
        var found = _tables.Versions.Values.Where(v =>
            !_tables.DeletedVersions.Contains(v.Id)
            && (filter.IsLatest is null || v.IsLatest == filter.IsLatest)
            && (filter.IsPublished is null || v.IsPublished == filter.IsPublished)
            && (filter.Version is null || v.Version == filter.Version)
            && (filter.DefinitionIds.Count == 0 || filter.DefinitionIds.Contains(v.DefinitionId))
            && (filter.Ids.Count == 0 || filter.Ids.Contains(v.Id))
            && (string.IsNullOrEmpty(term) || Has(v.Name, term) || Has(v.Description, term) || Has(v.Id, term) || Has(v.DefinitionId, term)));
        return (filter.OrderBy, filter.Descending) switch
        {
            ("Name", false) => found.OrderBy(v => v.Name?.ToLowerInvariant(), StringComparer.Ordinal).ThenBy(v => v.Id, StringComparer.Ordinal),
            ("Name", true) => found.OrderByDescending(v => v.Name?.ToLowerInvariant(), StringComparer.Ordinal).ThenByDescending(v => v.Id, StringComparer.Ordinal),
            ("Version", false) => found.OrderBy(v => v.Version).ThenBy(v => v.Id, StringComparer.Ordinal),
            ("Version", true) => found.OrderByDescending(v => v.Version).ThenByDescending(v => v.Id, StringComparer.Ordinal),
            (_, false) => found.OrderBy(v => v.CreatedAt).ThenBy(v => v.Id, StringComparer.Ordinal),
            (_, true) => found.OrderByDescending(v => v.CreatedAt).ThenByDescending(v => v.Id, StringComparer.Ordinal),
        };
    }

    private static bool Has(string? text, string term) => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;

    private void ReplaceTriggers(string definitionId, IReadOnlyList<TriggerRow> triggers, IReadOnlyList<ScheduleRow> schedules)
    {
        _tables.Triggers.RemoveAll(trigger => trigger.DefinitionId == definitionId);
        _tables.Triggers.AddRange(triggers);
        var old = _tables.Schedules.Values
            .Where(schedule => schedule.Row.DefinitionId == definitionId)
            .ToDictionary(schedule => schedule.Row.Id, schedule => schedule.Row, StringComparer.Ordinal);
        foreach (var id in old.Keys) _tables.Schedules.Remove(id);
        foreach (var row in schedules)
            _tables.Schedules[row.Id] = new StoredSchedule { Row = old.TryGetValue(row.Id, out var before) ? Carry(before, row) : row };
    }

    /// <summary>What a republished schedule keeps. The fence grows, so that a claim on the replaced one writes nothing.</summary>
    private static ScheduleRow Carry(ScheduleRow before, ScheduleRow row)
    {
        var sameTiming = (before.Cron, before.Interval, before.At, before.TimeZone) == (row.Cron, row.Interval, row.At, row.TimeZone);
        return row with
        {
            Cursor = before.Cursor,
            NextDueAt = sameTiming ? before.NextDueAt : row.NextDueAt,
            Fence = before.Fence + 1,
        };
    }
}
