namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Matches entries that nothing but amount and date connects: equal amounts first, then the nearest within the tolerance.</summary>
internal static class AmountMatching
{
    /// <summary>The most pairs of amounts that are put in the order of their difference; with more, each amount takes the nearest that is left.</summary>
    private const int MostPairs = 2_000_000;

    public static void Run(EntryMatching matching, ReconciliationOptions options)
    {
        var lefts = Amounts(matching.Left);
        var rights = Amounts(matching.Right);
        foreach (var (currency, amounts) in lefts)
        {
            if (!rights.TryGetValue(currency, out var others))
                continue;
            foreach (var (amount, entries) in amounts)
            {
                if (others.TryGetValue(amount, out var same))
                    Pair(matching, entries, same, options);
            }

            if (options.AmountTolerance <= 0)
                continue;
            foreach (var (amount, other) in Near([.. amounts.Keys], [.. others.Keys], options.AmountTolerance))
                Pair(matching, amounts[amount], others[other], options);
        }
    }

    /// <summary>Two entries with references that differ are not the same, unless that is allowed.</summary>
    private static void Pair(EntryMatching matching, List<int> ls, List<int> rs, ReconciliationOptions options)
    {
        var (named, nameless) = Split(matching.Left, ls);
        var (namedOthers, namelessOthers) = Split(matching.Right, rs);
        matching.Pair(nameless, namelessOthers, options.DateTolerance, MatchedBy.AmountAndDate);
        matching.Pair(nameless, namedOthers, options.DateTolerance, MatchedBy.AmountAndDate);
        matching.Pair(named, namelessOthers, options.DateTolerance, MatchedBy.AmountAndDate);
        if (options.MatchesDifferentReferences)
            matching.Pair(named, namedOthers, options.DateTolerance, MatchedBy.AmountAndDate);
    }

    private static (List<int> Named, List<int> Nameless) Split(EntryColumns columns, List<int> entries)
    {
        var named = new List<int>();
        var nameless = new List<int>();
        foreach (var i in entries)
        {
            if (columns.IsFree(i))
                (columns.References[i] is null ? nameless : named).Add(i);
        }

        return (named, nameless);
    }

    private static SortedDictionary<string, SortedDictionary<long, List<int>>> Amounts(EntryColumns columns)
    {
        var currencies = new SortedDictionary<string, SortedDictionary<long, List<int>>>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Entries.Length; i++)
        {
            if (!columns.IsFree(i))
                continue;
            if (!currencies.TryGetValue(columns.Currency(i), out var amounts))
                currencies[columns.Currency(i)] = amounts = [];
            if (!amounts.TryGetValue(columns.Amounts[i], out var entries))
                amounts[columns.Amounts[i]] = entries = [];
            entries.Add(i);
        }

        return currencies;
    }

    private static IEnumerable<(long Left, long Right)> Near(long[] lefts, long[] rights, long tolerance)
    {
        var pairs = lefts.SelectMany(amount => Window(rights, amount, tolerance).Where(other => other != amount).Select(other => (Left: amount, Right: other)));
        var first = pairs.Take(MostPairs + 1).ToList();
        return first.Count <= MostPairs
            ? first.OrderBy(pair => Math.Abs(pair.Left - pair.Right)).ThenBy(pair => pair.Left).ThenBy(pair => pair.Right)
            : lefts.SelectMany(amount => Window(rights, amount, tolerance)
                .Where(other => other != amount)
                .OrderBy(other => Math.Abs(other - amount)).ThenBy(other => other)
                .Select(other => (amount, other)));
    }

    private static IEnumerable<long> Window(long[] sorted, long amount, long tolerance)
    {
        var from = Array.BinarySearch(sorted, amount - tolerance);
        for (var i = from < 0 ? ~from : from; i < sorted.Length && sorted[i] <= amount + tolerance; i++)
            yield return sorted[i];
    }
}
