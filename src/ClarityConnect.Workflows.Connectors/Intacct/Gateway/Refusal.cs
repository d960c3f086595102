using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>
/// Tells what a business refusal is about, so that a person knows what to do. Intacct wraps most of them in one number, so the words decide;
/// words that are not known are a plain refusal. Both interfaces use the same words.
/// </summary>
internal static class Refusal
{
    private static readonly string[] Dimensions =
        ["location", "department", "project", "class", "customer", "vendor", "employee", "item", "dimension", "warehouse", "contract"];

    /// <summary>Judges a refusal.</summary>
    /// <param name="number">The error number; null where there is none.</param>
    /// <param name="text">What Intacct says.</param>
    /// <returns>The kind, and what to do where Intacct itself advises nothing; null for nothing better than the usual words.</returns>
    public static (FailureKind Kind, string? Advice) Judge(string? number, string text)
    {
        return text switch
        {
            _ when Has("currency") && (Has("required") || Has("missing") || Has("must be")) =>
                (FailureKind.InvalidData, "The company books in several currencies: name the currency of every line, and a type of exchange rate where it is not the base currency."),
            _ when Has("exchange rate") => (FailureKind.Rejected, "Look at the type and date of the exchange rate, or add the rate in Intacct under Company > Exchange rates."),
            _ when Has("period") && (Has("closed") || Has("not open")) || Has("books are closed") =>
                (FailureKind.Rejected, "Open the period in Intacct under General Ledger > Books, or use a date in an open period, and retry."),
            _ when number is "BL34000061" or "PL05000104" || Has("already exists") || Has("duplicate") =>
                (FailureKind.Rejected, "There is such a record already. Look at it in Intacct; use another number if it is not the same business event."),
            _ when Has("account") && (Has("invalid") || Has("inactive") || Has("not found") || Has("does not exist")) =>
                (FailureKind.Rejected, "Add or activate the account in Intacct, or correct the mapping table, and retry."),
            _ when IsDimension(text) && (Has("invalid") || Has("inactive") || Has("required") || Has("missing") || Has("does not exist")) =>
                (FailureKind.Rejected, "Add or activate the dimension in Intacct, or tag the line with one that is in use, and retry."),
            _ when Has("balance") => (FailureKind.Rejected, "Make debits equal to credits for every entity, or name a base location."),
            _ => (FailureKind.Rejected, null),
        };

        bool Has(string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsDimension(string text) => Array.Exists(Dimensions, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
