namespace ClarityConnect.Workflows.Engine.References;

/// <summary>What links change: records that are new, and groups that turn out to be one. The oldest group of those that are merged keeps its id.</summary>
/// <param name="NewRecords">Records to store.</param>
/// <param name="Merges">Stored groups, each with the group that takes its records.</param>
/// <param name="Outcomes">What came of each link, in order.</param>
public sealed record LinkPlan(IReadOnlyList<LinkedRecord> NewRecords, IReadOnlyList<(string From, string Into)> Merges, IReadOnlyList<LinkOutcome> Outcomes)
{
    /// <summary>Works out what links change.</summary>
    /// <param name="links">The links.</param>
    /// <param name="known">Those of their records that are stored, with their groups.</param>
    public static LinkPlan Of(IReadOnlyList<RecordLink> links, IEnumerable<(RecordReference Record, string GroupId)> known)
    {
        var groups = known.ToDictionary(record => record.Record, record => record.GroupId);
        var stored = groups.Values.ToHashSet(StringComparer.Ordinal);
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        var added = new List<(RecordReference Record, RecordLink Link)>();
        var news = new int[links.Count];
        for (var i = 0; i < links.Count; i++)
        {
            var link = links[i];
            var group = link.Records.Where(groups.ContainsKey).Select(record => Root(parents, groups[record])).Order(StringComparer.Ordinal).FirstOrDefault() ?? link.NewGroupId;
            foreach (var record in link.Records)
            {
                if (!groups.TryGetValue(record, out var earlier))
                {
                    groups[record] = group;
                    added.Add((record, link));
                    news[i]++;
                }
                else if (Root(parents, earlier) is var other && other != group)
                {
                    parents[other] = group;
                }
            }
        }

        return new LinkPlan(
            added.ConvertAll(record => new LinkedRecord
            {
                System = record.Record.System,
                Kind = record.Record.Kind,
                Id = record.Record.Id,
                GroupId = Root(parents, groups[record.Record]),
                LinkedAt = record.Link.At,
                InstanceId = record.Link.InstanceId,
                DefinitionId = record.Link.DefinitionId,
                ActivityName = record.Link.ActivityName,
            }),
            [.. parents.Keys.Where(stored.Contains).Select(group => (group, Root(parents, group)))],
            [.. links.Select((link, i) => new LinkOutcome(link.Records.Count == 0 ? link.NewGroupId : Root(parents, groups[link.Records[0]]), news[i]))]);
    }

    private static string Root(Dictionary<string, string> parents, string group)
    {
        while (parents.TryGetValue(group, out var parent))
            group = parent;
        return group;
    }
}
