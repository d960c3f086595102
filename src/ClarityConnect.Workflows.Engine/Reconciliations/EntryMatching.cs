namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Two lists and which entries of them match.</summary>
internal sealed class EntryMatching(EntryColumns left, EntryColumns right, long tolerance)
{
    /// <summary>The most pairs of one key that are weighed against each other; a key that so many share says little.</summary>
    private const int MostCandidates = 10_000;

    private readonly MatchedBy[] by = new MatchedBy[left.Entries.Length];
    private readonly bool[] differs = new bool[left.Entries.Length];

    public EntryColumns Left => left;

    public EntryColumns Right => right;

    public void Match(int l, int r, MatchedBy how, bool isDifferent = false)
    {
        left.Partners[l] = r;
        right.Partners[r] = l;
        by[l] = how;
        differs[l] = isDifferent;
    }

    public IEnumerable<ReconciliationLine> Pairs()
    {
        for (var l = 0; l < left.Entries.Length; l++)
        {
            if (left.Partners[l] is >= 0 and var r)
                yield return new ReconciliationLine(differs[l] ? ReconciliationKind.AmountDiffers : ReconciliationKind.Matched, left.Entries[l], right.Entries[r], by[l]);
        }
    }

    public void SetRepeatedIdsAside()
    {
        left.SetRepeatedIdsAside();
        right.SetRepeatedIdsAside();
    }

    /// <summary>
    /// Matches entries that have a key in common: with the same amount, then with a tolerated one; then the one entry of each side that is left, though
    /// its amount differs.
    /// </summary>
    public void ByKey(MatchedBy how, Func<EntryColumns, string?[]> leftKeys, Func<EntryColumns, string?[]> rightKeys)
    {
        foreach (var (ls, rs) in Buckets(leftKeys(left), rightKeys(right)))
        {
            foreach (var (sameL, sameR) in SameAmounts(ls, rs))
                Pair(sameL, sameR, int.MaxValue, how);
            ls.RemoveAll(l => !left.IsFree(l));
            rs.RemoveAll(r => !right.IsFree(r));
            if (tolerance > 0 && (long)ls.Count * rs.Count is > 0 and <= MostCandidates)
                PairNear(ls, rs, how);
            ls.RemoveAll(l => !left.IsFree(l));
            rs.RemoveAll(r => !right.IsFree(r));
            if (ls.Count == 1 && rs.Count == 1)
                Match(ls[0], rs[0], how, isDifferent: true);
        }
    }

    /// <summary>
    /// Matches entries of two lists that are in the order of their days: those of the same day, then those that are near enough. Taking the earliest that
    /// fits leaves as few as can be without another.
    /// </summary>
    public void Pair(List<int> ls, List<int> rs, int days, MatchedBy how)
    {
        Sweep(ls, rs, 0, how);
        if (days > 0)
            Sweep(ls, rs, days, how);
    }

    private void Sweep(List<int> ls, List<int> rs, int days, MatchedBy how)
    {
        for (int i = 0, j = 0; i < ls.Count && j < rs.Count;)
        {
            var (l, r) = (ls[i], rs[j]);
            if (!left.IsFree(l))
            {
                i++;
            }
            else if (!right.IsFree(r))
            {
                j++;
            }
            else if (Math.Abs((long)left.Days[l] - right.Days[r]) <= days)
            {
                Match(l, r, how);
                i++;
                j++;
            }
            else if (left.Days[l] < right.Days[r])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
    }

    private void PairNear(List<int> ls, List<int> rs, MatchedBy how)
    {
        var near =
            from l in ls
            from r in rs
            let difference = Math.Abs(left.Amounts[l] - right.Amounts[r])
            where difference <= tolerance && left.Currency(l) == right.Currency(r)
            orderby difference, Math.Abs(left.Days[l] - right.Days[r]), l, r
            select (l, r);
        foreach (var (l, r) in near)
        {
            if (left.IsFree(l) && right.IsFree(r))
                Match(l, r, how);
        }
    }

    private List<(List<int> Ls, List<int> Rs)> Buckets(string?[] leftKeys, string?[] rightKeys)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var buckets = new List<(List<int> Ls, List<int> Rs)>();
        for (var l = 0; l < leftKeys.Length; l++)
        {
            if (leftKeys[l] is not { } key || !left.IsFree(l))
                continue;
            if (!places.TryGetValue(key, out var place))
            {
                places[key] = place = buckets.Count;
                buckets.Add(([], []));
            }

            buckets[place].Ls.Add(l);
        }

        for (var r = 0; r < rightKeys.Length; r++)
        {
            if (rightKeys[r] is { } key && right.IsFree(r) && places.TryGetValue(key, out var place))
                buckets[place].Rs.Add(r);
        }

        buckets.RemoveAll(bucket => bucket.Rs.Count == 0);
        return buckets;
    }

    private IEnumerable<(List<int> Ls, List<int> Rs)> SameAmounts(List<int> ls, List<int> rs)
    {
        if (ls.Count == 1 && rs.Count == 1)
            return left.Amounts[ls[0]] == right.Amounts[rs[0]] && left.Currency(ls[0]) == right.Currency(rs[0]) ? [(ls, rs)] : [];
        var others = rs.GroupBy(r => (right.Currency(r), right.Amounts[r])).ToDictionary(group => group.Key, group => group.ToList());
        return ls.GroupBy(l => (left.Currency(l), left.Amounts[l]))
            .Where(group => others.ContainsKey(group.Key))
            .Select(group => (group.ToList(), others[group.Key]))
            .ToList();
    }
}
