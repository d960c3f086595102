using System.Globalization;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>
/// Dated exchange rates. A rate is looked up for a day: the rate of that day, else the newest one before it that is not too old; given the other
/// way round it is inverted; where there is neither, it is worked out over a third currency.
/// </summary>
public sealed class ExchangeRates
{
    /// <summary>How many days old a rate may be unless somebody says otherwise: over a long weekend.</summary>
    public const int UsualAge = 7;

    private readonly Dictionary<(string Base, string Quote), List<ExchangeRate>> byPair = [];
    private readonly List<string> bases = [];

    /// <summary>Takes rates; their order does not matter, and of two for the same pair and day the later one counts.</summary>
    /// <param name="rates">The rates.</param>
    /// <param name="baseCurrency">The currency that rates are worked out over; null for each base currency that occurs.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a rate is not above zero, or a currency is no three letters.</exception>
    public ExchangeRates(IEnumerable<ExchangeRate> rates, string? baseCurrency = null)
    {
        foreach (var given in rates)
        {
            var rate = given with { Base = Code(given.Base), Quote = Code(given.Quote) };
            if (rate.Rate <= 0)
                throw Invalid($"The rate of {rate.Base} in {rate.Quote} of {Day(rate.Date)} is {Number(rate.Rate)}; a rate must be above zero. Correct it in the table of rates.");
            if (!byPair.TryGetValue((rate.Base, rate.Quote), out var series))
                byPair[(rate.Base, rate.Quote)] = series = [];
            series.Add(rate);
            if (!bases.Contains(rate.Base))
                bases.Add(rate.Base);
        }

        foreach (var pair in byPair.Keys.ToList())
            byPair[pair] = [.. byPair[pair].GroupBy(rate => rate.Date).Select(day => day.Last()).OrderBy(rate => rate.Date)];
        if (!string.IsNullOrWhiteSpace(baseCurrency))
            bases = [Code(baseCurrency)];
    }

    /// <summary>How many rates there are.</summary>
    public int Count => byPair.Values.Sum(series => series.Count);

    /// <summary>Looks up how to convert on a day.</summary>
    /// <param name="from">The currency to convert, ISO 4217.</param>
    /// <param name="to">The currency wanted, ISO 4217.</param>
    /// <param name="date">The day.</param>
    /// <param name="maxAge">How many days older than that a rate may be.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a currency is missing, or there is no rate.</exception>
    public FoundRate Find(string? from, string? to, DateOnly date, int maxAge = UsualAge)
    {
        var (source, target) = (Code(from), Code(to));
        if (source == target)
            return new FoundRate(source, target, 1, 1, null, $"{source} needs no rate.");
        if (Direct(source, target, date, maxAge) is { } found)
            return found;
        foreach (var between in bases.Where(currency => currency != source && currency != target))
        {
            if (Direct(source, between, date, maxAge) is not { } first || Direct(between, target, date, maxAge) is not { } second)
                continue;
            return new FoundRate(
                source, target, first.Multiplier * second.Multiplier, first.Divisor * second.Divisor,
                first.Date < second.Date ? first.Date : second.Date, $"Over {between}: {first.Explanation} {second.Explanation}");
        }

        throw Invalid($"There is no exchange rate from {source} to {target} for {Day(date)} or the {maxAge.ToString(CultureInfo.InvariantCulture)} days before it{Newest(source, target)}. Add it to the table of rates and retry.");
    }

    /// <summary>Converts an amount and rounds it to the minor units of the new currency.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="to">The currency wanted, ISO 4217.</param>
    /// <param name="date">The day whose rate is used.</param>
    /// <param name="rule">How to round.</param>
    /// <param name="maxAge">How many days older than that a rate may be.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a currency is missing, or there is no rate.</exception>
    public Money Convert(Money amount, string to, DateOnly date, RoundingRule rule = RoundingRule.HalfAwayFromZero, int maxAge = UsualAge)
    {
        var rate = Find(amount.CurrencyCode, to, date, maxAge);
        return new Money(rate.Apply(amount.Amount), rate.To).Round(rule);
    }

    /// <summary>Converts amounts so that together they are exactly what their sum converts to.</summary>
    /// <param name="amounts">The amounts, of one currency.</param>
    /// <param name="from">Their currency, ISO 4217.</param>
    /// <param name="to">The currency wanted, ISO 4217.</param>
    /// <param name="date">The day whose rate is used.</param>
    /// <param name="rule">How the sum is rounded.</param>
    /// <param name="maxAge">How many days older than that a rate may be.</param>
    /// <returns>The converted amounts in the same order.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a currency is missing, or there is no rate.</exception>
    public IReadOnlyList<decimal> ConvertAll(
        IReadOnlyList<decimal> amounts, string? from, string? to, DateOnly date, RoundingRule rule = RoundingRule.HalfAwayFromZero, int maxAge = UsualAge)
    {
        var rate = Find(from, to, date, maxAge);
        var digits = Currency.MinorDigits(rate.To);
        return Rounding.RoundToTotal(amounts.Select(rate.Apply).ToList(), Rounding.Round(rate.Apply(amounts.Sum()), digits, rule), digits);
    }

    /// <summary>Checks a currency's code.</summary>
    /// <param name="currency">The code, in any case and with spaces around it.</param>
    /// <returns>The code in capitals.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it is missing, or not three letters.</exception>
    public static string Code(string? currency)
    {
        var code = (currency ?? "").Trim().ToUpperInvariant();
        if (code.Length == 0)
            throw Invalid("The currency is missing, so the amount cannot be converted. Give its three-letter code, such as USD, and retry.");
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            ? code
            : throw Invalid($"'{currency}' is not a currency. Give its three-letter code, such as USD, and retry.");
    }

    internal static ActivityException Invalid(string message) => new(FailureKind.InvalidData, message);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private FoundRate? Direct(string from, string to, DateOnly date, int maxAge)
    {
        var straight = NewestOf(from, to, date, maxAge);
        var inverse = NewestOf(to, from, date, maxAge);
        return (straight, inverse) switch
        {
            (null, null) => null,
            ({ } rate, _) when inverse is null || inverse.Date <= rate.Date =>
                new FoundRate(from, to, rate.Rate, 1, rate.Date, $"1 {from} = {Number(rate.Rate)} {to} of {Day(rate.Date)}."),
            _ => new FoundRate(from, to, 1, inverse!.Rate, inverse.Date, $"1 {to} = {Number(inverse.Rate)} {from} of {Day(inverse.Date)}, inverted."),
        };
    }

    private ExchangeRate? NewestOf(string from, string to, DateOnly date, int maxAge) =>
        byPair.TryGetValue((from, to), out var series)
        && series.FindLast(rate => rate.Date <= date) is { } rate
        && date.DayNumber - rate.Date.DayNumber <= maxAge
            ? rate
            : null;

    private string Newest(string from, string to)
    {
        var dates = new[] { (from, to), (to, from) }.Where(byPair.ContainsKey).Select(pair => byPair[pair][^1].Date).ToList();
        return dates.Count == 0 ? "; the table has none for these two at all" : $"; the newest in the table is of {Day(dates.Max())}";
    }
}
