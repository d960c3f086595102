namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>How a connection fares on this node; other nodes may fare otherwise.</summary>
/// <param name="Status">Whether calls go through.</param>
/// <param name="Since">Since when they do not; null where they do.</param>
/// <param name="Until">
/// Until when no call is made; null where calls go through. A time that has passed means that the next call will show whether calls go through again.
/// </param>
public sealed record ConnectionState(ConnectionStatus Status, DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Calls go through, or none was made yet.</summary>
    public static ConnectionState Ok { get; } = new(ConnectionStatus.Ok, null, null);
}
