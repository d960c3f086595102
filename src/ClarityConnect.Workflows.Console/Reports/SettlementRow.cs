namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>What a settled batch came to: a row of the reconciliation report.</summary>
public sealed record SettlementRow
{
    /// <summary>The run that settled it.</summary>
    public required string InstanceId { get; init; }

    /// <summary>When that run began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The store's name.</summary>
    public required string Store { get; init; }

    /// <summary>The store's location in the ledger.</summary>
    public required string Location { get; init; }

    /// <summary>The accounting day, by the store's own clock.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>The card device whose batch it is.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The batch's id at the card gateway.</summary>
    public required string BatchId { get; init; }

    /// <summary>How many tickets it holds.</summary>
    public required int Tickets { get; init; }

    /// <summary>The currency, ISO 4217; "USD" where the report names none, as Heartland settles in US dollars.</summary>
    public required string Currency { get; init; }

    /// <summary>The amounts.</summary>
    public required SettlementAmounts Amounts { get; init; }

    /// <summary>The record number of the sales journal; null if there is none.</summary>
    public string? SalesJournal { get; init; }

    /// <summary>The record number of the settlement journal; null if there is none.</summary>
    public string? SettlementJournal { get; init; }

    /// <summary>Whether the ledger, as read back, agrees with what was posted, and its debits with its credits.</summary>
    public required bool IsBalanced { get; init; }

    /// <summary>What differs in the ledger, in words.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];
}
