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
            var page = all.Skip(filter.Skip).Take(filter.Take ?? int.MaxValue).Select(version => filter.WithDocuments ? version : version with { Document = null });
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
        lock (_tables.Gate) Write(version, triggers, schedules);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> ReplaceAsync(
        DefinitionVersion? latest,
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var stored = Of(version.DefinitionId).FirstOrDefault(other => other.IsLatest);
            if ((stored?.Id, stored?.IsPublished, stored?.Document) != (latest?.Id, latest?.IsPublished, latest?.Document)) return Task.FromResult(false);
            Write(version, triggers, schedules);
            return Task.FromResult(true);
        }
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
            var versions = Of(definitionId).ToList();
            versions.ForEach(Delete);
            return Task.FromResult(versions.Count > 0);
        }
    }

    /// <inheritdoc/>
    public Task<bool> DeleteVersionAsync(string id, CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            if (_tables.DeletedVersions.Contains(id) || !_tables.Versions.TryGetValue(id, out var version)) return Task.FromResult(false);
            Delete(version);
            if (version.IsPublished) ReplaceTriggers(version.DefinitionId, [], []);
            if (version.IsLatest && Of(version.DefinitionId).MaxBy(left => left.Version) is { } highest)
                _tables.Versions[highest.Id] = highest with { IsLatest = true };
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TriggerRow>> ListTriggersAsync(CancellationToken cancellationToken)
    {
        lock (_tables.Gate) return Task.FromResult<IReadOnlyList<TriggerRow>>([.. _tables.Triggers]);
    }

    private void Write(DefinitionVersion version, IReadOnlyList<TriggerRow> triggers, IReadOnlyList<ScheduleRow> schedules)
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

    /// <summary>Deletes a version, or hides it if it has instances.</summary>
    private void Delete(DefinitionVersion version)
    {
        var isUsed = _tables.Instances.Values.Concat(_tables.History.Values)
            .Any(instance => instance.Row.DefinitionId == version.DefinitionId && instance.Row.DefinitionVersionId == version.Id);
        if (!isUsed)
        {
            _tables.Versions.Remove(version.Id);
            return;
        }

        _tables.Versions[version.Id] = version with { IsLatest = false, IsPublished = false };
        _tables.DeletedVersions.Add(version.Id);
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
            && (!filter.IsLatestOrPublished || v.IsLatest || v.IsPublished)
            && (filter.IsUsableAsActivity is null || v.IsUsableAsActivity == filter.IsUsableAsActivity)
            && (filter.Version is null || v.Version == filter.Version)
            && (filter.DefinitionIds.Count == 0 || filter.DefinitionIds.Contains(v.DefinitionId))
            && (filter.Ids.Count == 0 || filter.Ids.Contains(v.Id))
            && (string.IsNullOrEmpty(filter.Mentions) || v.Document!.Contains(filter.Mentions, StringComparison.Ordinal))
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
