using ClarityConnect.Workflows.Engine.References;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Cross-references in memory.</summary>
public sealed class InMemoryReferenceStore : IReferenceStore
{
    private readonly Dictionary<RecordReference, LinkedRecord> _records = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links, CancellationToken cancellationToken)
    {
        lock (_records)
        {
            var known = links.SelectMany(link => link.Records).Distinct().Where(_records.ContainsKey).Select(record => (record, _records[record].GroupId));
            var plan = LinkPlan.Of(links, known);
            var into = plan.Merges.ToDictionary(merge => merge.From, merge => merge.Into, StringComparer.Ordinal);
            foreach (var (key, record) in _records.Where(record => into.ContainsKey(record.Value.GroupId)).ToList())
                _records[key] = record with { GroupId = into[record.GroupId] };
            foreach (var record in plan.NewRecords) _records.Add(record.ToReference(), record);
            return Task.FromResult(plan.Outcomes);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<RecordReference, string>> FindGroupsAsync(IReadOnlyCollection<RecordReference> records, CancellationToken cancellationToken)
    {
        lock (_records)
        {
            return Task.FromResult<IReadOnlyDictionary<RecordReference, string>>(
                records.Distinct().Where(_records.ContainsKey).ToDictionary(record => record, record => _records[record].GroupId));
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LinkedRecord>> ListAsync(IReadOnlyCollection<string> groupIds, int take, CancellationToken cancellationToken)
    {
        lock (_records)
        {
            return Task.FromResult<IReadOnlyList<LinkedRecord>>([.. _records.Values
                .Where(record => groupIds.Contains(record.GroupId))
                .OrderBy(record => record.GroupId, StringComparer.Ordinal).ThenBy(record => record.LinkedAt)
                .ThenBy(record => record.System, StringComparer.Ordinal).ThenBy(record => record.Kind, StringComparer.Ordinal).ThenBy(record => record.Id, StringComparer.Ordinal)
                .Take(take)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LinkedRecord>> SearchAsync(string id, int take, CancellationToken cancellationToken)
    {
        string[] wanted = [id, id.ToUpperInvariant(), id.ToLowerInvariant()];
        lock (_records)
        {
            return Task.FromResult<IReadOnlyList<LinkedRecord>>([.. _records.Values
                .Where(record => wanted.Any(text => record.Id.StartsWith(text, StringComparison.Ordinal)))
                .OrderBy(record => record.Id, StringComparer.Ordinal).ThenBy(record => record.System, StringComparer.Ordinal).ThenBy(record => record.Kind, StringComparer.Ordinal)
                .Take(take)]);
        }
    }
}
