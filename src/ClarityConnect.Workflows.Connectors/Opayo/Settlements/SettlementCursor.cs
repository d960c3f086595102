namespace ClarityConnect.Workflows.Connectors.Opayo.Settlements;

/// <summary>How far the list of batches was read.</summary>
/// <param name="SettledThrough">When the latest batch that was found was sent.</param>
public sealed record SettlementCursor(DateTimeOffset SettledThrough);
