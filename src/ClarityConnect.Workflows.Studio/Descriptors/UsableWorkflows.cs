using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>The workflows that others may use as activities. Documents are read again only when a version was saved.</summary>
internal sealed class UsableWorkflows(IDefinitionStore store, ActivityRegistry registry)
{
    private volatile UsableWorkflowList current = UsableWorkflowList.Empty;

    public async Task<UsableWorkflowList> ReadAsync(CancellationToken cancellationToken)
    {
        var known = current;
        var (versions, _) = await store.ListAsync(
            new DefinitionFilter { IsUsableAsActivity = true, OrderBy = "Version", Descending = true }, cancellationToken);
        var stamp = $"{registry.Revision} {UsableWorkflowList.StampOf(versions)}";
        if (known.Stamp == stamp)
            return known;
        var documents = known.All.ToDictionary(workflow => (workflow.Version.Id, workflow.Version.SavedAt), workflow => workflow.Document);
        var changed = versions.Where(version => !documents.ContainsKey((version.Id, version.SavedAt))).Select(version => version.Id).ToList();
        if (changed.Count > 0)
        {
            // What is saved between the two queries has another time and is read by the next call.
            foreach (var version in (await store.ListAsync(new DefinitionFilter { Ids = changed, WithDocuments = true }, cancellationToken)).Items)
                documents[(version.Id, version.SavedAt)] = DefinitionDocument.Parse(version.Document!).ToNode();
        }

        return current = new UsableWorkflowList(stamp, [.. Described()]);

        // The designer indexes by type and version, and breaks on two of the same.
        IEnumerable<UsableWorkflow> Described() => versions
            .Where(version => documents.ContainsKey((version.Id, version.SavedAt)))
            .Select(version => new UsableWorkflow(WorkflowActivityType.Of(version.Name ?? ""), version, documents[(version.Id, version.SavedAt)]))
            .Where(workflow => workflow.TypeName.Length > 0 && registry.Find(workflow.TypeName) is null)
            .OrderByDescending(workflow => workflow.Version.IsPublished)
            .ThenByDescending(workflow => workflow.Version.Version)
            .ThenBy(workflow => workflow.Version.Id, StringComparer.Ordinal)
            .DistinctBy(workflow => (workflow.TypeName, workflow.Version.Version));
    }
}
