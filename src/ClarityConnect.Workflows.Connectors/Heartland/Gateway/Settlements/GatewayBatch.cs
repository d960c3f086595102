namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>The header of a batch, as Portico's history lists it.</summary>
public sealed record GatewayBatch
{
    /// <summary>The device that the batch belongs to.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The batch.</summary>
    public required string BatchId { get; init; }

    /// <summary>The running number of the batch on its device.</summary>
    public string? SequenceNumber { get; init; }

    /// <summary>Whether the batch is closed; false while it is open or where closing failed.</summary>
    public bool IsClosed { get; init; }

    /// <summary>When it was opened, with its first transaction.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How many transactions are in it.</summary>
    public int TransactionCount { get; init; }

    /// <summary>Sales less returns, gross, with tips.</summary>
    public decimal Total { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }
}
