using System.Globalization;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Reads the number of an invoice that a person or a mapping wrote.</summary>
internal static class DocumentNumber
{
    /// <param name="text">What was written.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it is no number.</exception>
    public static long Parse(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new ActivityException(FailureKind.InvalidData, $"'{text}' is not the number of an invoice. KashFlow numbers invoices with digits alone, such as 1042.");

    /// <summary>Reads a nominal code, which KashFlow takes as a number.</summary>
    /// <param name="text">What was written.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: it is no number.</exception>
    public static long ParseNominal(string text) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
        ? code
        : throw new ActivityException(FailureKind.InvalidData, $"'{text}' is not a nominal code. KashFlow's codes are digits alone, such as 4000.");
}
