using ClarityConnect.Workflows.Engine.References;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Records that belong together.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="Records">Its records, the one linked first first.</param>
internal sealed record ReferenceGroup(string GroupId, IReadOnlyList<LinkedRecord> Records)
{
    public static ReferenceGroup Of(IReadOnlyList<LinkedRecord> records) => new(records[0].GroupId, records);
}
