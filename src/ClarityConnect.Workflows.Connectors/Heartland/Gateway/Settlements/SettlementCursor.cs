namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>How far the history was read.</summary>
/// <param name="ClosedThrough">When the latest batch that was found was closed.</param>
public sealed record SettlementCursor(DateTimeOffset ClosedThrough);
