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
    /// <param name="entry">The journal.</param>
    /// <param name="balancesPerLocation">Whether each location has to balance by itself; not so where a base location takes the difference.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public static void Check(JournalEntry entry, bool balancesPerLocation)
    {
        var problems = new List<string>();
        if (entry.Reference.Length is 0 or > LongestReference)
            problems.Add($"the reference '{entry.Reference}' has {entry.Reference.Length} characters; it needs 1 to {LongestReference}");
        if (string.IsNullOrWhiteSpace(entry.Title))
            problems.Add("it has no title");
        if (entry.Lines.Count < 2)
            problems.Add($"it has {(entry.Lines.Count == 0 ? "no line" : "one line")}; a journal needs at least two");
        for (var i = 0; i < entry.Lines.Count; i++)
            problems.AddRange(Problems(entry.Lines[i]).Select(problem => $"line {i + 1}{Name(entry.Lines[i])} {problem}"));
        // Intacct balances in the base currency; without its rates only entries in one currency can be added up here.
        if (problems.Count == 0 && entry.Lines.Select(line => line.Currency ?? "").Distinct().Count() == 1)
            problems.AddRange(balancesPerLocation ? Imbalances(entry.Lines, line => line.Location ?? "") : Imbalances(entry.Lines, _ => ""));
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The journal '{entry.Reference}' was not sent: {string.Join("; ", problems)}.");
    }

    private static IEnumerable<string> Problems(JournalLine line)
    {
        if (string.IsNullOrWhiteSpace(line.Account))
            yield return "has no account";
        if (line.Side is not (JournalSide.Debit or JournalSide.Credit))
            yield return "says neither debit nor credit";
        if (line.Amount <= 0)
            yield return $"has the amount {Write(line.Amount)}; amounts are above zero, turn the side instead and leave zero lines out";
        else if (new Money(line.Amount, line.Currency ?? "USD").Round().Amount != line.Amount)
            yield return $"has the amount {Write(line.Amount)}, which has more digits than the currency";
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
