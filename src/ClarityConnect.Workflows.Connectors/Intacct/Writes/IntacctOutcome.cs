using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>What became of one write.</summary>
/// <param name="RecordNo">The key of the record; null where none was made, or none is named.</param>
/// <param name="Failure">Why it was refused; null where it was carried out.</param>
internal sealed record IntacctOutcome(string? RecordNo, ActivityException? Failure)
{
    /// <summary>Whether nothing was wrong with it, and it was taken back because another write of the request was refused.</summary>
    public bool IsRolledBack { get; init; }
}
