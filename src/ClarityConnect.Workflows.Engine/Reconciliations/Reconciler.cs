namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>
/// Compares two lists of entries. Entries match one to one: by id, by cross-reference, by reference, and then by amount and date; exact amounts before
/// tolerated ones. The result does not depend on the order of the lists.
/// </summary>
public static class Reconciler
{
    /// <summary>Compares.</summary>
    /// <param name="day">The day that is reconciled.</param>
    /// <param name="left">One list.</param>
    /// <param name="right">The other.</param>
    /// <param name="options">What entries may differ in.</param>
    /// <param name="leftGroups">The cross-reference group of the left entries that have one, by id.</param>
    /// <param name="rightGroups">The same of the right entries.</param>
    /// <returns>The lines: mismatches first, then timing differences, then what matches; within a kind by day and id.</returns>
    public static IReadOnlyList<ReconciliationLine> Compare(
        DateOnly day,
        IReadOnlyCollection<ReconciliationEntry> left,
        IReadOnlyCollection<ReconciliationEntry> right,
        ReconciliationOptions options,
        IReadOnlyDictionary<string, string>? leftGroups = null,
        IReadOnlyDictionary<string, string>? rightGroups = null)
    {
        var matching = new EntryMatching(new EntryColumns(left, leftGroups), new EntryColumns(right, rightGroups), options.AmountTolerance);
        matching.ByKey(MatchedBy.Id, columns => columns.Ids, columns => columns.Ids);
        matching.SetRepeatedIdsAside();
        matching.ByKey(MatchedBy.CrossReference, columns => columns.Groups, columns => columns.Groups);
        matching.ByKey(MatchedBy.Id, columns => columns.Ids, columns => columns.References);
        matching.ByKey(MatchedBy.Id, columns => columns.References, columns => columns.Ids);
        matching.ByKey(MatchedBy.Reference, columns => columns.References, columns => columns.References);
        AmountMatching.Run(matching, options);
        var lines = new List<ReconciliationLine>(Math.Max(left.Count, right.Count) + 16);
        lines.AddRange(matching.Pairs());
        AddRest(lines, matching.Left, ReconciliationSide.Left, day, options);
        AddRest(lines, matching.Right, ReconciliationSide.Right, day, options);
        return [.. lines.OrderBy(line => Order(line.Kind)).ThenBy(line => line.Entry.Date).ThenBy(line => line.Entry.Id, StringComparer.Ordinal).ThenBy(line => line.Side)];
    }

    private static int Order(ReconciliationKind kind) => kind switch
    {
        ReconciliationKind.AmountDiffers => 0,
        ReconciliationKind.MissingOnRight => 1,
        ReconciliationKind.MissingOnLeft => 2,
        ReconciliationKind.Duplicate => 3,
        ReconciliationKind.TimingDifference => 4,
        _ => 5,
    };

    private static void AddRest(List<ReconciliationLine> lines, EntryColumns columns, ReconciliationSide side, DateOnly day, ReconciliationOptions options)
    {
        foreach (var i in columns.Rest())
        {
            var entry = columns.Entries[i];
            var kind = columns.IsRepeated(i) ? ReconciliationKind.Duplicate
                : MayClear(entry, day, options) ? ReconciliationKind.TimingDifference
                : side == ReconciliationSide.Left ? ReconciliationKind.MissingOnRight
                : ReconciliationKind.MissingOnLeft;
            lines.Add(side == ReconciliationSide.Left ? new ReconciliationLine(kind, entry, null) : new ReconciliationLine(kind, null, entry));
        }
    }

    private static bool MayClear(ReconciliationEntry entry, DateOnly day, ReconciliationOptions options) =>
        entry.TimesCarried < options.Carries
        && (entry.TimesCarried > 0 || entry.Date > day || (entry.Date == day && entry.Time >= options.CutOff));
}
