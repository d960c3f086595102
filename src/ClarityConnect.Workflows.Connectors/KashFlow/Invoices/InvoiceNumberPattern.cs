using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>
/// Finds the invoice number in the reference of a payment, such as Opayo's vendorTxCode. A pattern covers the whole reference: looking for any
/// digits in it would sooner or later pay somebody else's invoice.
/// </summary>
internal sealed class InvoiceNumberPattern
{
    /// <summary>What is used where nothing else is said.</summary>
    public const string Default = "INV-{number}-{attempt} | INV-{number}";

    private readonly List<Regex> patterns = [];

    /// <summary>Reads patterns.</summary>
    /// <param name="text">Patterns with {number} once in each, separated by |. Any other name in braces stands for letters and digits.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: a pattern has no number, or an open brace.</exception>
    public InvoiceNumberPattern(string? text)
    {
        foreach (var pattern in (string.IsNullOrWhiteSpace(text) ? Default : text).Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            patterns.Add(Compile(pattern));
        if (patterns.Count == 0)
            throw Wrong(text ?? "", "it is empty");
    }

    /// <summary>The invoice number that a reference carries; null where it fits no pattern.</summary>
    public long? Match(string? reference)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Match(reference?.Trim() ?? "") is { Success: true } match)
                return long.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return null;
    }

    private static Regex Compile(string pattern)
    {
        var expression = new StringBuilder(@"\A");
        var numbers = 0;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] != '{')
            {
                expression.Append(Regex.Escape(pattern[at].ToString(CultureInfo.InvariantCulture)));
                continue;
            }

            var end = pattern.IndexOf('}', at);
            if (end < 0)
                throw Wrong(pattern, "a brace is not closed");
            var isNumber = pattern[(at + 1)..end].Equals("number", StringComparison.OrdinalIgnoreCase);
            numbers += isNumber ? 1 : 0;
            expression.Append(isNumber ? "(?<number>[0-9]{1,9})" : "[A-Za-z0-9]+");
            at = end;
        }

        if (numbers != 1)
            throw Wrong(pattern, numbers == 0 ? "it has no {number}" : "it has more than one {number}");
        return new Regex(expression.Append(@"\z").ToString(), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private static ActivityException Wrong(string pattern, string why) =>
        new(FailureKind.Misconfigured, $"The pattern '{pattern}' for invoice numbers cannot be used: {why}. Write it like {Default}.");
}
