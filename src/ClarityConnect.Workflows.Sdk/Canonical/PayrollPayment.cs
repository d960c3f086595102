namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>What one employee gets in a payroll run.</summary>
public sealed record PayrollPayment
{
    /// <summary>The employee's id at the payroll system.</summary>
    public required string EmployeeId { get; init; }

    /// <summary>The department that bears the cost.</summary>
    public string? Department { get; init; }

    /// <summary>The shop that bears the cost.</summary>
    public string? LocationId { get; init; }

    /// <summary>Wages, overtime, bonuses, tips: gross pay.</summary>
    public IReadOnlyList<PayrollAmount> Earnings { get; init; } = [];

    /// <summary>Taxes that the employee pays, each as a positive amount.</summary>
    public IReadOnlyList<PayrollAmount> Taxes { get; init; } = [];

    /// <summary>Other deductions, each as a positive amount.</summary>
    public IReadOnlyList<PayrollAmount> Deductions { get; init; } = [];

    /// <summary>Taxes and contributions that the employer pays on top.</summary>
    public IReadOnlyList<PayrollAmount> EmployerCosts { get; init; } = [];

    /// <summary>What the employee is paid: earnings − taxes − deductions.</summary>
    public decimal NetPay { get; init; }
}
