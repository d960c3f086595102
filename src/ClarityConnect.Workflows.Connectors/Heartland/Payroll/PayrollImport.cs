using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>A payroll run as a file brought it, or what is wrong with the file.</summary>
public sealed record PayrollImport
{
    /// <summary>The file's name.</summary>
    public required string FileName { get; init; }

    /// <summary>The digest of the file's content, 64 hexadecimal digits. The same content is never taken twice.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The run; null where the file could not be read.</summary>
    public PayrollRun? Run { get; init; }

    /// <summary>Whether another file brought the same run before: the earlier posting is to be reversed first.</summary>
    public bool IsCorrection { get; init; }

    /// <summary>What is wrong with the file, row by row; empty where it was read.</summary>
    public IReadOnlyList<PayrollProblem> Problems { get; init; } = [];
}
