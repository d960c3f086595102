namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>An amount in a currency. The amount is exact; <see cref="Round"/> brings it to the currency's own minor units.</summary>
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

    /// <summary>The amount with the currency's digits and its code, such as "12.50 USD".</summary>
    public override string ToString() =>
        $"{Amount.ToString($"F{Currency.MinorDigits(CurrencyCode)}", System.Globalization.CultureInfo.InvariantCulture)} {CurrencyCode}";

    private decimal InCurrencyOf(Money other) => CurrencyCode == other.CurrencyCode
        ? Amount
        : throw new InvalidOperationException($"{this} and {other} are of different currencies; convert one of them first.");
}
