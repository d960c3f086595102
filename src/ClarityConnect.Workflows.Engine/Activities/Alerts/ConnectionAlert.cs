using ClarityConnect.Workflows.Engine.Connections;

namespace ClarityConnect.Workflows.Engine.Activities.Alerts;

/// <summary>A connection whose calls have not gone through for a while.</summary>
/// <param name="Connection">The connection's name.</param>
/// <param name="Status">Why: the vendor asked for a pause, or does not answer.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when no call is made.</param>
public sealed record ConnectionAlert(string Connection, ConnectionStatus Status, DateTimeOffset Since, DateTimeOffset? Until);
