namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>What kind of day to make up. Equal options give equal days, on every machine and runtime.</summary>
public sealed record DayOptions
{
    /// <summary>Number of stores, 1 to 9; they are the Intacct locations 100, 200, 300 and so on.</summary>
    public int Stores { get; init; } = 3;

    /// <summary>Tickets of the whole day over all stores, 0 to 80,000. From 12 on every special case occurs at least once.</summary>
    public int Tickets { get; init; } = 120;

    /// <summary>Tills of each store, 1 or 2; null: two where the stores have more than 200 tickets each.</summary>
    public int? Registers { get; init; }

    /// <summary>Seed of the baskets, tenders and times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The stores' local calendar day, from 2020-01-01 to 2070-12-31.</summary>
    public required DateOnly BusinessDay { get; init; }

    /// <summary>ISO 4217 code of the one currency of the account; amounts have two decimals.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Whether the terminals close their batches at the end of the day. Otherwise they wait for BatchClose.</summary>
    public bool CloseBatches { get; init; } = true;

    internal void Check()
    {
        if (Stores is < 1 or > 9)
            throw new ArgumentOutOfRangeException(nameof(Stores), Stores, "A day has 1 to 9 stores.");
        if (Tickets is < 0 or > 80_000)
            throw new ArgumentOutOfRangeException(nameof(Tickets), Tickets, "A day has 0 to 80000 tickets.");
        if (Registers is < 1 or > 2)
            throw new ArgumentOutOfRangeException(nameof(Registers), Registers, "A store has 1 or 2 tills.");
        if (BusinessDay.Year is < 2020 or > 2070)
            throw new ArgumentOutOfRangeException(nameof(BusinessDay), BusinessDay, "The business day lies between 2020 and 2070.");
        if (Currency.Length != 3)
            throw new ArgumentException($"'{Currency}' is not an ISO 4217 currency code.", nameof(Currency));
    }
}
