namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>The reconciliation of one business date: what the stores settled against what stands in the ledger.</summary>
public sealed class SettlementReport
{
    /// <summary>Makes the report.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="entries">What finished runs gave: rows of this date, and runs without a row from about this date.</param>
    /// <param name="isComplete">Whether all runs were looked at that may belong to the date.</param>
    public SettlementReport(DateOnly date, IEnumerable<SettlementEntry> entries, bool isComplete)
    {
        var all = entries.ToList();
        var batches = all.Select(entry => entry.Row).OfType<SettlementRow>().GroupBy(row => (row.DeviceId, row.BatchId)).ToList();
        Date = date;
        IsComplete = isComplete;
        Rows = [.. batches.Select(batch => batch.MaxBy(row => row.StartedAt)!)
            .OrderBy(row => row.Store, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.DeviceId, StringComparer.Ordinal).ThenBy(row => row.BatchId, StringComparer.Ordinal)];
        Repeated = [.. batches.Where(batch => batch.Count() > 1).Select(batch => batch.Key.BatchId)];
        Unreadable = [.. all.Where(entry => entry.Row is null)];
        Totals = [.. Rows.GroupBy(row => row.Currency).Select(rows => (rows.Key, SettlementAmounts.Sum(rows.Select(row => row.Amounts))))];
        Stores = [.. Rows.GroupBy(row => (row.Store, row.Currency)).Select(rows => (rows.Key.Store, rows.Key.Currency, SettlementAmounts.Sum(rows.Select(row => row.Amounts))))];
    }

    /// <summary>The business date.</summary>
    public DateOnly Date { get; }

    /// <summary>The batches, each once, by store and device. Where a batch was settled by several runs the newest counts.</summary>
    public IReadOnlyList<SettlementRow> Rows { get; }

    /// <summary>Batches that more than one run reported.</summary>
    public IReadOnlyList<string> Repeated { get; }

    /// <summary>Finished runs from about this date whose output is no row.</summary>
    public IReadOnlyList<SettlementEntry> Unreadable { get; }

    /// <summary>The sums, for each currency.</summary>
    public IReadOnlyList<(string Currency, SettlementAmounts Amounts)> Totals { get; }

    /// <summary>The sums of each store, in the order of the rows.</summary>
    public IReadOnlyList<(string Store, string Currency, SettlementAmounts Amounts)> Stores { get; }

    /// <summary>Whether all runs were looked at that may belong to the date.</summary>
    public bool IsComplete { get; }

    /// <summary>How many batches the ledger does not agree with.</summary>
    public int Unbalanced => Rows.Count(row => !row.IsBalanced);
}
