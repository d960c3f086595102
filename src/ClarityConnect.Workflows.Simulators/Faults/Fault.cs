namespace ClarityConnect.Workflows.Simulators.Faults;

/// <summary>One thing that goes wrong, for which calls and how often. The limits combine: a fault fires when all of them allow it.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>"retail", "portico", "gp" or "intacct".</summary>
    /// <value>null: every system.</value>
    public string? System { get; init; }

    /// <summary>
    /// The operation as the ledger names it, e.g. "GET sales/tickets", "ReportBatchSummary", "create GLBATCH"; a trailing *
    /// matches any ending.
    /// </summary>
    /// <value>null: every operation.</value>
    public string? Operation { get; init; }

    /// <summary>How many calls are hit before the fault is used up.</summary>
    /// <value>null: no limit.</value>
    public int? Times { get; init; }

    /// <summary>How long the fault is in force, counted from when it was set.</summary>
    /// <value>null: until it is removed.</value>
    public TimeSpan? For { get; init; }

    /// <summary>Hits every Nth matching call: 3 hits the third, the sixth and so on.</summary>
    /// <value>1: every call.</value>
    public int Every { get; init; } = 1;

    /// <summary>Hits this share of the matching calls, drawn from <see cref="Seed"/> so that a run can be repeated.</summary>
    /// <value>100.</value>
    public int Percent { get; init; } = 100;

    /// <summary>Seed of the draw behind <see cref="Percent"/>.</summary>
    public int Seed { get; init; }

    /// <summary>Strikes after the request was carried out and its effects are stored: the outcome is unknown to the caller.</summary>
    public bool AfterCommit { get; init; }

    /// <summary>How long <see cref="FaultKind.Delay"/> waits.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Value of the Retry-After header, rounded up to seconds.</summary>
    /// <value>null: no header.</value>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>HTTP status of <see cref="FaultKind.ServerError"/>.</summary>
    public int Status { get; init; } = 500;

    /// <summary><see cref="FaultKind.ServerError"/> has no body.</summary>
    public bool EmptyBody { get; init; }

    /// <summary>The account number that <see cref="FaultKind.UnknownAccount"/> takes away.</summary>
    public string? Account { get; init; }

    internal bool Matches(string system, string operation) =>
        (System is null || string.Equals(System, system, StringComparison.OrdinalIgnoreCase))
        && (Operation is null
            || (Operation.EndsWith('*')
                ? operation.StartsWith(Operation[..^1], StringComparison.OrdinalIgnoreCase)
                : string.Equals(Operation, operation, StringComparison.OrdinalIgnoreCase)));
}
