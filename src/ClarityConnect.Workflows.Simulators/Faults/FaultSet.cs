namespace ClarityConnect.Workflows.Simulators.Faults;

/// <summary>The faults that hit one call.</summary>
internal sealed class FaultSet(IReadOnlyList<Fault> faults)
{
    public static readonly FaultSet None = new([]);

    public IEnumerable<Fault> BeforeCommit => faults.Where(f => !f.AfterCommit && f.Kind != FaultKind.Truncated);

    public IEnumerable<Fault> AfterCommit => faults.Where(f => f.AfterCommit || f.Kind == FaultKind.Truncated);

    /// <summary>The names for the ledger, e.g. "Drop (after commit)"; null when nothing went wrong on purpose.</summary>
    public string? Names => faults.Count == 0
        ? null
        : string.Join(", ", faults.Select(f => f.AfterCommit ? $"{f.Kind} (after commit)" : f.Kind.ToString()));

    public bool Has(FaultKind kind) => faults.Any(f => f.Kind == kind);

    public IReadOnlyList<string> MissingAccounts =>
        [.. faults.Where(f => f.Kind == FaultKind.UnknownAccount).Select(f => f.Account!)];
}
