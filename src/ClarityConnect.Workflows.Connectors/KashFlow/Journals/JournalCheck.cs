using System.Globalization;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Journals;

/// <summary>Finds what is wrong with a journal, with words that name the line, before anything is sent.</summary>
internal static class JournalCheck
{
    /// <summary>Checks a journal by itself.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public static void Check(JournalEntry entry, string homeCurrency)
    {
        var problems = new List<string>();
        if (entry.Lines.Count < 2)
            problems.Add($"it has {(entry.Lines.Count == 0 ? "no line" : "one line")}; a journal needs at least two");
        for (var i = 0; i < entry.Lines.Count; i++)
            problems.AddRange(Problems(entry.Lines[i], homeCurrency).Select(problem => $"line {i + 1} {problem}"));
        if (problems.Count == 0 && entry.TotalDebit != entry.TotalCredit)
        {
            var heavy = entry.TotalDebit > entry.TotalCredit ? "credit" : "debit";
            problems.Add($"it does not balance: debit {Write(entry.TotalDebit)}, credit {Write(entry.TotalCredit)}, so {Write(Math.Abs(entry.TotalDebit - entry.TotalCredit))} is missing on the {heavy} side");
        }

        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The journal '{entry.Reference}' was not sent: {string.Join("; ", problems)}.");
    }

    /// <summary>Checks that the ledger has the nominal codes.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: it lacks some of them.</exception>
    public static void CheckNominals(JournalEntry entry, IReadOnlyList<NominalCode> nominals)
    {
        var known = nominals.Where(nominal => !nominal.IsArchived).Select(nominal => nominal.Code).ToHashSet(StringComparer.Ordinal);
        var missing = entry.Lines.Select((line, index) => (Code: line.Account.Trim(), Number: index + 1)).Where(line => !known.Contains(line.Code)).ToList();
        if (missing.Count > 0)
        {
            throw new ActivityException(
                FailureKind.Rejected,
                $"The journal '{entry.Reference}' was not sent: KashFlow has no nominal code {string.Join(", ", missing.Select(line => $"{line.Code} (line {line.Number})"))}, or it is archived. Add it in KashFlow, or correct the mapping, and retry.");
        }
    }

    private static IEnumerable<string> Problems(JournalLine line, string homeCurrency)
    {
        if (string.IsNullOrWhiteSpace(line.Account))
            yield return "has no nominal code";
        if (line.Side is not (JournalSide.Debit or JournalSide.Credit))
            yield return "says neither debit nor credit";
        if (line.Currency is { Length: > 0 } currency && !currency.Equals(homeCurrency, StringComparison.OrdinalIgnoreCase))
            yield return $"is in {currency}; KashFlow's journals are in {homeCurrency}, so convert it first";
        if (line.Amount <= 0)
            yield return $"has the amount {Write(line.Amount)}; amounts are above zero, turn the side instead and leave zero lines out";
        else if (new Money(line.Amount, homeCurrency).Round().Amount != line.Amount)
            yield return $"has the amount {Write(line.Amount)}, which has more digits than the currency";
    }

    private static string Write(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
