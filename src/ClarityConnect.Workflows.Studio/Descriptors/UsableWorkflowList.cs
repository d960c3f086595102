using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>The workflows that others may use as activities, as they were at one moment: the published ones first, then by version, newest first.</summary>
/// <param name="stamp">Tells this moment from others.</param>
/// <param name="all">The workflows.</param>
internal sealed class UsableWorkflowList(string stamp, IReadOnlyList<UsableWorkflow> all)
{
    private readonly ILookup<string, UsableWorkflow> byType = all.ToLookup(workflow => workflow.TypeName, StringComparer.Ordinal);

    public static UsableWorkflowList Empty { get; } = new("", []);

    public string Stamp { get; } = stamp;

    public IReadOnlyList<UsableWorkflow> All { get; } = all;

    public static string StampOf(IReadOnlyList<DefinitionVersion> versions) =>
        string.Join(' ', versions.Select(version => $"{version.Id}/{version.SavedAt.UtcTicks}{(version.IsPublished ? "p" : "")}"));

    /// <summary>The workflow of an activity type; of another version if there is none of this one.</summary>
    public UsableWorkflow? Find(string typeName, int? version)
    {
        UsableWorkflow? other = null;
        foreach (var workflow in byType[typeName])
        {
            if (workflow.Version.Version == version)
                return workflow;
            other ??= workflow;
        }

        return other;
    }

    /// <summary>The published version of a definition; null if none is published that others may use.</summary>
    public DefinitionVersion? PublishedOf(string definitionId) =>
        All.FirstOrDefault(workflow => workflow.Version.IsPublished && workflow.Version.DefinitionId == definitionId)?.Version;
}
