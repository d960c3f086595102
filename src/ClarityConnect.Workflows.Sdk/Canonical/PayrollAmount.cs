namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A part of somebody's pay.</summary>
public sealed record PayrollAmount
{
    /// <summary>The payroll system's code, such as "REG", "FICA" or "401K".</summary>
    public required string Code { get; init; }

    /// <summary>What it is.</summary>
    public string? Description { get; init; }

    /// <summary>The amount, positive; negative where it corrects an earlier one.</summary>
    public decimal Amount { get; init; }

    /// <summary>The hours that it pays; null where it is not by the hour.</summary>
    public decimal? Hours { get; init; }
}
