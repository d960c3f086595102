namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>What a finished run gives to the report: a row, or the reason why it has none.</summary>
/// <param name="InstanceId">The run.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Row">The row; null if the output cannot be read.</param>
/// <param name="Problem">Why there is no row; null if there is one.</param>
public sealed record SettlementEntry(string InstanceId, DateTimeOffset StartedAt, SettlementRow? Row, string? Problem);
