namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>Something in a payroll file that cannot be right.</summary>
/// <param name="Row">The line of the file, from 1; 0 where it is the file as a whole.</param>
/// <param name="Column">The column's heading; empty where it is the row as a whole.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PayrollProblem(int Row, string Column, string Message);
