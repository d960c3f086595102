using ClarityConnect.Workflows.Engine.Reconciliations;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Reports of reconciliations in memory, packed as databases keep them.</summary>
public sealed class InMemoryReconciliationStore : IReconciliationStore
{
    private readonly Dictionary<(string Pair, DateOnly Day), (ReconciliationSummary Summary, ReadOnlyMemory<byte> Lines)> _reports = [];

    /// <inheritdoc/>
    public Task SaveAsync(ReconciliationReport report, CancellationToken cancellationToken)
    {
        lock (_reports) _reports[(report.Summary.Pair, report.Summary.Day)] = (report.Summary, report.Pack());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReconciliationReport?> FindAsync(string pair, DateOnly day, CancellationToken cancellationToken)
    {
        lock (_reports)
            return Task.FromResult(_reports.TryGetValue((pair, day), out var report) ? ReconciliationReport.Unpack(report.Summary, report.Lines) : null);
    }

    /// <inheritdoc/>
    public Task<ReconciliationReport?> FindBeforeAsync(string pair, DateOnly day, DateOnly since, CancellationToken cancellationToken)
    {
        lock (_reports)
        {
            var days = _reports.Keys.Where(key => key.Pair == pair && key.Day < day && key.Day >= since).Select(key => key.Day).ToList();
            return days.Count == 0 ? Task.FromResult<ReconciliationReport?>(null) : FindAsync(pair, days.Max(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<ReconciliationSummary>> ListAsync(ReconciliationFilter filter, CancellationToken cancellationToken)
    {
        lock (_reports)
        {
            return Task.FromResult<IReadOnlyList<ReconciliationSummary>>([.. _reports.Values
                .Select(report => report.Summary)
                .Where(report => filter.Pair is null || report.Pair == filter.Pair)
                .Where(report => filter.State is null || report.State == filter.State)
                .Where(report => filter.From is null || report.Day >= filter.From)
                .Where(report => filter.Until is null || report.Day <= filter.Until)
                .OrderByDescending(report => report.Day).ThenBy(report => report.Pair, StringComparer.Ordinal)
                .Skip(filter.Skip)
                .Take(filter.Take)]);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> ListPairsAsync(CancellationToken cancellationToken)
    {
        lock (_reports) return Task.FromResult<IReadOnlyList<string>>([.. _reports.Keys.Select(key => key.Pair).Distinct().Order(StringComparer.Ordinal)]);
    }
}
