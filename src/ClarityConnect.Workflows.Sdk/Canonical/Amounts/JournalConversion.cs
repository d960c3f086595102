namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>Converts journal lines so that what balanced before balances afterwards, to the last minor unit.</summary>
public static class JournalConversion
{
    /// <summary>
    /// Converts lines to one currency. Each side of the ledger comes to exactly what its sum converts to; that is shared out among the locations in
    /// the same way on both sides, so that locations that balanced still do, and then among the lines. A line that comes to nothing is left out.
    /// </summary>
    /// <param name="lines">The lines; each in its own currency.</param>
    /// <param name="defaultCurrency">The currency of lines that name none, ISO 4217.</param>
    /// <param name="to">The currency wanted, ISO 4217.</param>
    /// <param name="rates">The rates.</param>
    /// <param name="date">The day whose rates are used.</param>
    /// <param name="rule">How sums are rounded.</param>
    /// <param name="maxAge">How many days older than that a rate may be.</param>
    /// <returns>The converted lines in the same order.</returns>
    /// <exception cref="Failures.ActivityException">Kind <see cref="Failures.FailureKind.InvalidData"/>: a currency is missing, or there is no rate.</exception>
    public static IReadOnlyList<JournalLine> Convert(
        IReadOnlyList<JournalLine> lines, string? defaultCurrency, string? to, ExchangeRates rates, DateOnly date,
        RoundingRule rule = RoundingRule.HalfAwayFromZero, int maxAge = ExchangeRates.UsualAge)
    {
        var target = ExchangeRates.Code(to);
        var digits = Currency.MinorDigits(target);
        var converted = new decimal[lines.Count];
        foreach (var side in Enumerable.Range(0, lines.Count).GroupBy(index => lines[index].Side))
        {
            var locations = side.GroupBy(index => lines[index].Location ?? "").OrderBy(location => location.Key, StringComparer.Ordinal)
                .Select(location => location.ToList()).ToList();
            var exactTotals = locations.ConvertAll(indexes => Exact(indexes));
            var totals = Rounding.RoundToTotal(exactTotals, Rounding.Round(Exact(side), digits, rule), digits);
            for (var location = 0; location < locations.Count; location++)
            {
                var indexes = locations[location];
                var shares = Rounding.RoundToTotal(indexes.ConvertAll(index => Exact([index])), totals[location], digits);
                for (var i = 0; i < indexes.Count; i++)
                    converted[indexes[i]] = shares[i];
            }
        }

        return [.. lines.Select((line, index) => line with { Amount = converted[index], Currency = target }).Where(line => line.Amount != 0)];

        // Summed by currency before it is converted: the same sum gives the same result on both sides, however many lines it is made of.
        decimal Exact(IEnumerable<int> indexes) => indexes
            .GroupBy(index => ExchangeRates.Code(lines[index].Currency ?? defaultCurrency))
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Sum(currency => rates.Find(currency.Key, target, date, maxAge).Apply(currency.Sum(index => lines[index].Amount)));
    }
}
