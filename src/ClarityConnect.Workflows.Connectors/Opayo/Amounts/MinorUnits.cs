using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Amounts;

/// <summary>Turns amounts into the minor units that Pi counts in, and back, without losing or inventing anything.</summary>
internal static class MinorUnits
{
    /// <summary>124.95 GBP is 12495, 9540 JPY is 9540.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: not above zero, or with more digits than the currency has.</exception>
    public static long Of(decimal amount, string currency)
    {
        var minor = amount * Factor(currency);
        if (minor != decimal.Truncate(minor))
        {
            throw new ActivityException(
                FailureKind.InvalidData,
                $"The amount {amount} has more digits than {currency} has ({Currency.MinorDigits(currency)}). Round it before it is sent to Opayo.");
        }

        return minor is >= 1 and <= 99_999_999_999m
            ? decimal.ToInt64(minor)
            : throw new ActivityException(FailureKind.InvalidData, $"Opayo takes amounts above zero and up to eleven digits, not {amount} {currency}. Money that goes back is a refund.");
    }

    /// <summary>12495 in GBP is 124.95.</summary>
    public static decimal ToAmount(decimal minor, string currency) => minor / Factor(currency);

    /// <summary>A currency as three capital letters.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it is none.</exception>
    public static string Code(string? currency)
    {
        var code = (currency ?? "").Trim().ToUpperInvariant();
        return code.Length == 3 && code.All(char.IsAsciiLetterUpper)
            ? code
            : throw new ActivityException(FailureKind.InvalidData, $"'{currency}' is not a currency. Give three letters, such as GBP.");
    }

    private static decimal Factor(string currency)
    {
        var factor = 1m;
        for (var digits = Currency.MinorDigits(currency); digits > 0; digits--)
            factor *= 10;
        return factor;
    }
}
