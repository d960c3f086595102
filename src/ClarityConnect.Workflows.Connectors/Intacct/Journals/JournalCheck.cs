using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Finds what Intacct would refuse in a journal, with words that name the line, before anything is sent.</summary>
internal static class JournalCheck
{
    /// <summary>The length of a reference that is safe; Intacct's own limit is not documented.</summary>
    public const int LongestReference = 45;

    /// <summary>Checks a journal.</summary>
    /// <param name="draft">The journal. Each location has to balance by itself, unless a base location takes the difference.</param>
    /// <param name="severalCurrencies">Whether the company books in several currencies, so that every line has to name one.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public static void Check(JournalDraft draft, bool severalCurrencies)
    {
        var problems = Problems(draft, severalCurrencies).ToList();
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The journal '{draft.Entry.Reference}' was not sent: {string.Join("; ", problems)}.");
    }

    private static List<string> Problems(JournalDraft draft, bool severalCurrencies)
    {
        var entry = draft.Entry;
        var problems = new List<string>();
        if (entry.Reference.Length is 0 or > LongestReference)
            problems.Add($"the reference '{entry.Reference}' has {entry.Reference.Length} characters; it needs 1 to {LongestReference}");
        if (string.IsNullOrWhiteSpace(entry.Title))
            problems.Add("it has no title");
        var fewest = draft.IsStatistical ? 1 : 2;
        if (entry.Lines.Count < fewest)
            problems.Add($"it has {(entry.Lines.Count == 0 ? "no line" : "one line")}; a journal needs at least {(draft.IsStatistical ? "one" : "two")}");
        if (draft.ReverseOn <= entry.Date)
            problems.Add($"it is to be reversed on {draft.ReverseOn:yyyy-MM-dd}, which is not after its own day");
        for (var i = 0; i < entry.Lines.Count; i++)
            problems.AddRange(Problems(entry.Lines[i], draft.IsStatistical, severalCurrencies).Select(problem => $"line {i + 1}{Name(entry.Lines[i])} {problem}"));
        // Intacct balances in the base currency; without its rates only entries in one currency can be added up here.
        if (problems.Count == 0 && !draft.IsStatistical && entry.Lines.Select(line => line.Currency ?? "").Distinct().Count() == 1)
            problems.AddRange(draft.BaseLocation is null ? Imbalances(entry.Lines, line => line.Location ?? "") : Imbalances(entry.Lines, _ => ""));
        return problems;
    }

    private static IEnumerable<string> Problems(JournalLine line, bool isStatistical, bool severalCurrencies)
    {
        if (string.IsNullOrWhiteSpace(line.Account))
            yield return "has no account";
        if (line.Side is not (JournalSide.Debit or JournalSide.Credit))
            yield return isStatistical ? "says neither debit (more) nor credit (less)" : "says neither debit nor credit";
        if (line.Amount <= 0)
            yield return $"has the amount {Write(line.Amount)}; amounts are above zero, turn the side instead and leave zero lines out";
        else if (!isStatistical && new Money(line.Amount, line.Currency ?? "USD").Round().Amount != line.Amount)
            yield return $"has the amount {Write(line.Amount)}, which has more digits than the currency";
        if (severalCurrencies && !isStatistical && string.IsNullOrWhiteSpace(line.Currency))
            yield return "has no currency; the company books in several, so name it";
    }

    private static IEnumerable<string> Imbalances(IReadOnlyList<JournalLine> lines, Func<JournalLine, string> groupOf)
    {
        foreach (var group in lines.Select((line, index) => (Line: line, Number: index + 1)).GroupBy(entry => groupOf(entry.Line)))
        {
            var debit = group.Where(entry => entry.Line.Side == JournalSide.Debit).Sum(entry => entry.Line.Amount);
            var credit = group.Where(entry => entry.Line.Side == JournalSide.Credit).Sum(entry => entry.Line.Amount);
            if (debit == credit)
                continue;
            var difference = Math.Abs(debit - credit);
            var heavy = debit > credit ? JournalSide.Debit : JournalSide.Credit;
            var where = group.Key.Length == 0 ? "" : $" for location {group.Key}";
            yield return $"it does not balance{where}: debit {Write(debit)}, credit {Write(credit)}, so {Write(difference)} is missing on the "
                + $"{(heavy == JournalSide.Debit ? "credit" : "debit")} side{Suspect([.. group], heavy, difference)}";
        }
    }

    // The two usual slips: a line on the wrong side counts twice, a line without its counterpart counts once.
    private static string Suspect(List<(JournalLine Line, int Number)> lines, JournalSide heavy, decimal difference)
    {
        var candidates = lines.Where(entry => entry.Line.Side == heavy).ToList();
        var turned = candidates.Find(entry => entry.Line.Amount * 2 == difference);
        if (turned.Line is not null)
            return $"; line {turned.Number}{Name(turned.Line)} has half of it and may be on the wrong side";
        var alone = candidates.Find(entry => entry.Line.Amount == difference);
        if (alone.Line is not null)
            return $"; line {alone.Number}{Name(alone.Line)} has this amount and may have no counterpart";
        return $"; look at line{(lines.Count == 1 ? "" : "s")} {string.Join(", ", lines.Select(entry => entry.Number))}";
    }

    private static string Name(JournalLine line) =>
        line.Account.Length == 0 && line.Description is null ? "" : $" ({string.Join(" ", new[] { line.Account, line.Description }.Where(part => !string.IsNullOrEmpty(part)))})";

    private static string Write(decimal amount) => amount.ToString("0.00########", CultureInfo.InvariantCulture);
}
