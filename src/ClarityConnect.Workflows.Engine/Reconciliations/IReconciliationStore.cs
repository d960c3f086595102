namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Where reports of reconciliations are kept, one for each pair and day.</summary>
public interface IReconciliationStore
{
    /// <summary>Stores a report in place of an earlier one of the same pair and day.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task SaveAsync(ReconciliationReport report, CancellationToken cancellationToken);

    /// <summary>Finds a report.</summary>
    /// <param name="pair">The name of the pair.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<ReconciliationReport?> FindAsync(string pair, DateOnly day, CancellationToken cancellationToken);

    /// <summary>Finds the newest report of a pair before a day.</summary>
    /// <param name="pair">The name of the pair.</param>
    /// <param name="day">The day.</param>
    /// <param name="since">The earliest day that is looked at.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<ReconciliationReport?> FindBeforeAsync(string pair, DateOnly day, DateOnly since, CancellationToken cancellationToken);

    /// <summary>Lists heads of reports, newest day first, then by pair.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<ReconciliationSummary>> ListAsync(ReconciliationFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists the names of the pairs that have reports.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<string>> ListPairsAsync(CancellationToken cancellationToken);
}
