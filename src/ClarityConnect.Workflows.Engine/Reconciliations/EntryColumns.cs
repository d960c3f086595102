using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>One list in an order that does not depend on how it came, with what entries are compared by beside each other.</summary>
internal sealed class EntryColumns
{
    private readonly bool[] setAside;
    private (Dictionary<string, int> Ids, HashSet<(string, string, long)> Matched)? firsts;

    public EntryColumns(IReadOnlyCollection<ReconciliationEntry> entries, IReadOnlyDictionary<string, string>? groups)
    {
        Entries = [.. entries
            .OrderBy(entry => entry.Date).ThenBy(entry => entry.Time).ThenBy(entry => entry.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Reference, StringComparer.Ordinal).ThenBy(entry => entry.Amount).ThenBy(entry => entry.Currency, StringComparer.Ordinal)];
        Ids = Array.ConvertAll(Entries, entry => Plain(entry.Id));
        References = Array.ConvertAll(Entries, entry => Plain(entry.Reference));
        Groups = Array.ConvertAll(Entries, entry => groups?.GetValueOrDefault(entry.Id));
        Amounts = Array.ConvertAll(Entries, Minor);
        Days = Array.ConvertAll(Entries, entry => entry.Date.DayNumber);
        Partners = new int[Entries.Length];
        Array.Fill(Partners, -1);
        setAside = new bool[Entries.Length];
    }

    public ReconciliationEntry[] Entries { get; }

    /// <summary>Ids and references as they are compared: without blanks around, in capitals; null for none.</summary>
    public string?[] Ids { get; }

    public string?[] References { get; }

    public string?[] Groups { get; }

    /// <summary>Amounts in minor units.</summary>
    public long[] Amounts { get; }

    public int[] Days { get; }

    /// <summary>The entry of the other list; -1 for none.</summary>
    public int[] Partners { get; }

    public string Currency(int i) => Entries[i].Currency;

    public bool IsFree(int i) => Partners[i] < 0 && !setAside[i];

    /// <summary>Entries with the same id as one that is matched are that one's repetitions, and match nothing else.</summary>
    public void SetRepeatedIdsAside()
    {
        var matched = Enumerable.Range(0, Entries.Length).Where(i => Partners[i] >= 0).Select(i => Ids[i]).ToHashSet();
        for (var i = 0; i < Entries.Length; i++)
            setAside[i] = Partners[i] < 0 && matched.Contains(Ids[i]);
    }

    public IEnumerable<int> Rest() => Enumerable.Range(0, Entries.Length).Where(i => Partners[i] < 0);

    /// <summary>
    /// Whether an entry without another repeats one of its side: it has the same id, or the same reference and amount. One that was carried over is another
    /// day's, and may well have the reference of today's.
    /// </summary>
    public bool IsRepeated(int i)
    {
        var (ids, matched) = firsts ??= FindFirsts();
        return setAside[i] || ids[Ids[i]!] != i || (Entries[i].TimesCarried == 0 && References[i] is { } reference && matched.Contains((reference, Currency(i), Amounts[i])));
    }

    private (Dictionary<string, int> Ids, HashSet<(string, string, long)> Matched) FindFirsts()
    {
        var ids = new Dictionary<string, int>(Entries.Length, StringComparer.Ordinal);
        var matched = new HashSet<(string, string, long)>();
        for (var i = 0; i < Entries.Length; i++)
        {
            if (Partners[i] >= 0)
                ids[Ids[i]!] = i;
            else
                ids.TryAdd(Ids[i]!, i);
            if (Partners[i] >= 0 && References[i] is { } reference)
                matched.Add((reference, Currency(i), Amounts[i]));
        }

        return (ids, matched);
    }

    private static string? Plain(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ToUpperInvariant();

    private static long Minor(ReconciliationEntry entry)
    {
        var minor = entry.Amount;
        for (var digits = Sdk.Canonical.Currency.MinorDigits(entry.Currency); digits > 0; digits--)
            minor *= 10;
        return decimal.ToInt64(decimal.Round(minor, MidpointRounding.AwayFromZero));
    }
}
