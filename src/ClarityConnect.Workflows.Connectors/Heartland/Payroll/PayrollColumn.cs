namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>A column that holds one kind of pay, tax or deduction.</summary>
public sealed record PayrollColumn
{
    /// <summary>The code that the workflow works with, such as "REG" or "FIT".</summary>
    public required string Code { get; init; }

    /// <summary>The column with the amount.</summary>
    public required string Column { get; init; }

    /// <summary>The column with the hours; null for none.</summary>
    public string? HoursColumn { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }
}
