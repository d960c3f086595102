namespace ClarityConnect.Workflows.Simulators.Ledger;

/// <summary>One thing a system was asked to do. An Intacct request has one row for each function in it.</summary>
/// <param name="Number">Position in the ledger, from 1.</param>
/// <param name="At">When it was finished, UTC.</param>
/// <param name="System">"retail", "portico", "gp" or "intacct".</param>
/// <param name="Operation">E.g. "GET sales/tickets", "ReportBatchSummary", "create GLBATCH".</param>
/// <param name="Key">The caller's business key: REFERENCENO, public_id, batch id, record id; null when there is none.</param>
/// <param name="ControlId">Intacct: the function's control id.</param>
/// <param name="Outcome">"success", or what was answered instead: an HTTP status, a gateway code, an error number; "not done" when a fault came first.</param>
/// <param name="Fault">The faults that hit the request; null when it was served in good order.</param>
public sealed record ReceivedRequest(
    long Number,
    DateTimeOffset At,
    string System,
    string Operation,
    string? Key,
    string? ControlId,
    string Outcome,
    string? Fault)
{
    /// <summary>The outcome of a request that was carried out.</summary>
    public const string Success = "success";
}
