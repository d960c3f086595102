using ClarityConnect.Workflows.Sdk.Canonical.Amounts;

namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>An amount in a currency. The amount is exact; <see cref="Round(MidpointRounding)"/> brings it to the currency's own minor units.</summary>
/// <param name="Amount">The amount in major units, such as 12.50.</param>
/// <param name="CurrencyCode">The currency, ISO 4217, three capital letters.</param>
public readonly record struct Money(decimal Amount, string CurrencyCode)
{
    /// <summary>Nothing, in a currency.</summary>
    /// <param name="currencyCode">The currency, ISO 4217.</param>
    public static Money Zero(string currencyCode) => new(0m, currencyCode);

    /// <summary>Adds two amounts of one currency.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator +(Money left, Money right) => new(left.Amount + right.InCurrencyOf(left), left.CurrencyCode);

    /// <summary>Subtracts an amount of the same currency.</summary>
    /// <param name="left">From this.</param>
    /// <param name="right">This is taken.</param>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(left.Amount - right.InCurrencyOf(left), left.CurrencyCode);

    /// <summary>Turns the sign.</summary>
    /// <param name="value">The amount.</param>
    public static Money operator -(Money value) => value with { Amount = -value.Amount };

    /// <summary>Adds; see <see cref="op_Addition"/>.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>Subtracts; see <see cref="op_Subtraction"/>.</summary>
    /// <param name="left">From this.</param>
    /// <param name="right">This is taken.</param>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <summary>Turns the sign.</summary>
    /// <param name="value">The amount.</param>
    public static Money Negate(Money value) => -value;

    /// <summary>Rounds to the currency's minor units.</summary>
    /// <param name="mode">What happens to a half. Default away from zero, as tills round.</param>
    public Money Round(MidpointRounding mode = MidpointRounding.AwayFromZero) =>
        this with { Amount = decimal.Round(Amount, Currency.MinorDigits(CurrencyCode), mode) };

    /// <summary>Rounds to the currency's minor units by a rule that a business user chose.</summary>
    /// <param name="rule">The rule.</param>
    public Money Round(RoundingRule rule) => this with { Amount = Rounding.Round(Amount, Currency.MinorDigits(CurrencyCode), rule) };

    /// <summary>
    /// Shares the amount out by weights. The shares come to the amount, rounded to minor units, to the last unit: what rounding leaves over goes to
    /// the shares that lost most by it.
    /// </summary>
    /// <param name="weights">A weight for each share, such as 70 and 30, or the amounts of the lines to share a discount among. Zero gets nothing.</param>
    /// <param name="rule">How the amount itself is rounded if it has parts of a minor unit.</param>
    /// <returns>The shares, in the order of the weights.</returns>
    /// <exception cref="ArgumentException">A weight is negative, or all are zero.</exception>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<decimal> weights, RoundingRule rule = RoundingRule.HalfAwayFromZero)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Any(weight => weight < 0))
            throw new ArgumentException($"{this} cannot be shared out by a negative weight.", nameof(weights));
        var sum = weights.Sum();
        if (sum == 0)
            throw new ArgumentException($"{this} cannot be shared out: all weights are zero.", nameof(weights));
        var (total, currency) = Round(rule);
        var exact = weights.Select(weight => Share(total, weight, sum)).ToList();
        return [.. Rounding.RoundToTotal(exact, total, Currency.MinorDigits(currency)).Select(share => new Money(share, currency))];
    }

    /// <summary>The amount with the currency's digits and its code, such as "12.50 USD".</summary>
    public override string ToString() =>
        $"{Amount.ToString($"F{Currency.MinorDigits(CurrencyCode)}", System.Globalization.CultureInfo.InvariantCulture)} {CurrencyCode}";

    /// <summary>Multiplies first, which keeps whole results whole, unless the product is too large for that.</summary>
    private static decimal Share(decimal total, decimal weight, decimal sum) =>
        weight > 1 && Math.Abs(total) > decimal.MaxValue / weight ? total * (weight / sum) : total * weight / sum;

    private decimal InCurrencyOf(Money other) => CurrencyCode == other.CurrencyCode
        ? Amount
        : throw new InvalidOperationException($"{this} and {other} are of different currencies; convert one of them first.");
}
