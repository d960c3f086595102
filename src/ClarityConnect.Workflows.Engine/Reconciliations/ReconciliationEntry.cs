namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>One entry of a list that is reconciled, such as a payment, a line of a settlement or a line of a ledger.</summary>
public sealed record ReconciliationEntry
{
    /// <summary>The id at its system.</summary>
    public required string Id { get; init; }

    /// <summary>What both sides may call it, such as the number of an order; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>The amount in major units; negative for money that went back.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The day by the clock of its system.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The time of day by the same clock; null where only the day is known.</summary>
    public TimeOnly? Time { get; init; }

    /// <summary>What it is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>What it was settled or posted with, such as a batch; for people.</summary>
    public string? Group { get; init; }

    /// <summary>The day from whose reconciliation it was carried over; null where it is of the day itself.</summary>
    public DateOnly? CarriedFrom { get; init; }

    /// <summary>How often it was carried over.</summary>
    public int TimesCarried { get; init; }
}
