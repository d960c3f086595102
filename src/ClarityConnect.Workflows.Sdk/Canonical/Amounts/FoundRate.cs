namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>How to convert from one currency to another on a day. The factor is kept as a fraction, so that an inverse rate loses nothing.</summary>
/// <param name="From">The currency that is converted.</param>
/// <param name="To">The currency that it is converted to.</param>
/// <param name="Multiplier">What an amount is multiplied by.</param>
/// <param name="Divisor">What it is divided by then.</param>
/// <param name="Date">The day of the rate; the older one where two were used; null where no rate was needed.</param>
/// <param name="Explanation">Which rates were used, in words.</param>
public sealed record FoundRate(string From, string To, decimal Multiplier, decimal Divisor, DateOnly? Date, string Explanation)
{
    /// <summary>How many <see cref="To"/> one <see cref="From"/> is.</summary>
    public decimal Rate => Multiplier / Divisor;

    /// <summary>Converts without rounding.</summary>
    /// <param name="amount">The amount in <see cref="From"/>.</param>
    public decimal Apply(decimal amount) => amount * Multiplier / Divisor;
}
