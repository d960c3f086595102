namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>The pay of all employees for a period.</summary>
public sealed record PayrollRun
{
    /// <summary>The id at the payroll system.</summary>
    public required string RunId { get; init; }

    /// <summary>The first day that is paid.</summary>
    public DateOnly PeriodStart { get; init; }

    /// <summary>The last day that is paid.</summary>
    public DateOnly PeriodEnd { get; init; }

    /// <summary>The day on which the money goes out.</summary>
    public DateOnly PayDate { get; init; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The pay of each employee.</summary>
    public IReadOnlyList<PayrollPayment> Payments { get; init; } = [];
}
