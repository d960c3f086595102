using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>Makes reconciliation reports from finished runs of the settlement workflow.</summary>
/// <param name="reader">Reads the runs.</param>
public sealed class SettlementReports(IInstanceReader reader)
{
    /// <summary>The workflow whose runs end with the output "Report".</summary>
    public const string DefinitionId = "heartland-settlement-to-intacct-gl";

    private const int PageSize = 100;
    private const int ScanLimit = 5000;
    private const int Capacity = 10_000;

    // The business date begins at the earliest in UTC+14, and no batch of it can be closed before.
    private static readonly TimeSpan EarliestClock = TimeSpan.FromHours(14);

    // A finished run never changes, so what it gave is read once.
    private readonly ConcurrentDictionary<string, SettlementEntry> entries = new(StringComparer.Ordinal);

    /// <summary>Makes the report of a business date.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<SettlementReport> ReadAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var found = new List<SettlementEntry>();
        for (var skip = 0; skip < ScanLimit; skip += PageSize)
        {
            var runs = await ListAsync(skip, PageSize, cancellationToken);
            foreach (var run in runs)
            {
                if (run.CreatedAt < midnight - EarliestClock)
                    return new SettlementReport(date, found, isComplete: true);
                var entry = await EntryAsync(run, cancellationToken);
                var isFromAbout = entry.Row is null && run.CreatedAt >= midnight && run.CreatedAt < midnight.AddDays(2);
                if (entry.Row?.BusinessDate == date || isFromAbout)
                    found.Add(entry);
            }

            if (runs.Count < PageSize)
                return new SettlementReport(date, found, isComplete: true);
        }

        return new SettlementReport(date, found, isComplete: false);
    }

    /// <summary>Makes the report of the newest business date among the last runs.</summary>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The report; null if there is none yet.</returns>
    public async Task<SettlementReport?> ReadNewestAsync(CancellationToken cancellationToken)
    {
        DateOnly? newest = null;
        foreach (var run in await ListAsync(0, PageSize, cancellationToken))
        {
            if ((await EntryAsync(run, cancellationToken)).Row is { } row && (newest is null || row.BusinessDate > newest))
                newest = row.BusinessDate;
        }

        return newest is { } date ? await ReadAsync(date, cancellationToken) : null;
    }

    private async Task<IReadOnlyList<InstanceRow>> ListAsync(int skip, int take, CancellationToken cancellationToken)
    {
        var filter = new InstanceFilter { DefinitionIds = [DefinitionId], Statuses = [InstanceStatus.Finished], OrderBy = "Created", Skip = skip, Take = take };
        return (await reader.ListAsync(filter, cancellationToken)).Items;
    }

    private async Task<SettlementEntry> EntryAsync(InstanceRow run, CancellationToken cancellationToken)
    {
        if (entries.TryGetValue(run.Id, out var entry))
            return entry;
        var found = await reader.FindAsync(run.Id, cancellationToken);
        entry = SettlementReader.Read(run, found?.Checkpoint);
        if (entries.Count >= Capacity)
            entries.Clear();
        return entries[run.Id] = entry;
    }
}
