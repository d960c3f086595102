namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>A day of takings to make up. Equal options give equal days, on every machine and runtime.</summary>
public sealed record OpayoDay
{
    /// <summary>The day in the United Kingdom, from 2020-01-01 to 2070-12-31.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>How many payments, 0 to 50,000.</summary>
    public int Payments { get; init; } = 40;

    /// <summary>How many refunds of the day's payments, each of another one, 0 to the number of payments.</summary>
    public int Refunds { get; init; } = 2;

    /// <summary>The share of payments in EUR, in percent; the others are in GBP.</summary>
    public int EuroPercent { get; init; } = 10;

    /// <summary>The share of payments by American Express, in percent; they settle in a batch of their own.</summary>
    public int AmexPercent { get; init; } = 10;

    /// <summary>Seed of amounts, cards and times.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What the references begin with: SO gives SO-20260302-1-1 and so on. Default "SO".</summary>
    public string Prefix { get; init; } = "SO";

    internal void Check()
    {
        if (Day.Year is < 2020 or > 2070)
            throw new ArgumentOutOfRangeException(nameof(Day), Day, "The day lies between 2020 and 2070.");
        if (Payments is < 0 or > 50_000)
            throw new ArgumentOutOfRangeException(nameof(Payments), Payments, "A day has 0 to 50000 payments.");
        if (Refunds < 0 || Refunds > Payments)
            throw new ArgumentOutOfRangeException(nameof(Refunds), Refunds, "A day has no more refunds than payments.");
        if (EuroPercent is < 0 or > 100 || AmexPercent is < 0 or > 100)
            throw new ArgumentException("A share is from 0 to 100 percent.");
    }
}
