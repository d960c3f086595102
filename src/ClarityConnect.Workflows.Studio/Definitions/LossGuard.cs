using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Studio.Descriptors;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>
/// Refuses to save what nobody can have meant. Where the designer does not know the type of an activity, it shows a blank canvas and saves the next change
/// to that as the whole workflow; so a save from the designer that keeps none of the activities of a workflow with such types is refused.
/// </summary>
internal sealed class LossGuard(IDefinitionStore store, ActivityRegistry registry, UsableWorkflows workflows)
{
    /// <summary>Checks a save.</summary>
    /// <param name="document">What is to be stored.</param>
    /// <param name="isFromDesigner">Whether an editor began with an answer of this server.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="DefinitionInvalidException">It would lose too much, or the workflow is read-only.</exception>
    public async Task CheckAsync(DefinitionDocument document, bool isFromDesigner, CancellationToken cancellationToken)
    {
        if (document.DefinitionId is not { } id
            || await store.FindAsync(new DefinitionFilter { DefinitionIds = [id], IsLatest = true }, cancellationToken) is not { } latest)
            return;
        var stored = DefinitionDocument.Parse(latest.Document!);
        if (stored.IsReadOnly)
            throw new DefinitionInvalidException($"The workflow '{latest.Name}' is read-only, as its file says. Copy it and change the copy, or import a changed file.");
        if (!isFromDesigner || stored.ToNode()["root"] is not JsonObject root)
            return;
        var known = new ShownActivities(registry, await workflows.ReadAsync(cancellationToken));
        List<JsonObject> before = [.. Inside(root)];
        if (!known.Knows(ActivityTree.Text(root, "type") ?? ""))
            before.Add(root);
        var unknown = before.Where(activity => !known.Knows(ActivityTree.Text(activity, "type") ?? "")).ToList();
        if (unknown.Count == 0)
            return;
        var kept = document.ToNode()["root"] is JsonObject now ? Inside(now).Append(now).Select(IdOf).ToHashSet() : [];
        if (before.Exists(activity => kept.Contains(IdOf(activity))))
            return;
        var types = string.Join(", ", unknown.Select(activity => ActivityTree.Text(activity, "missingTypeName") ?? ActivityTree.Text(activity, "type")).Distinct());
        throw new DefinitionInvalidException(
            $"This would delete all {before.Count} activities of the workflow '{latest.Name}', {unknown.Count} of them of types that are not installed here ({types}), "
            + "so it was not saved. If the canvas was empty when you opened the workflow, reload the page. To delete them nevertheless, add an activity that stays first.");
    }

    private static IEnumerable<JsonObject> Inside(JsonObject activity) =>
        ActivityTree.Children(activity).SelectMany(child => Inside(child.Activity).Prepend(child.Activity));

    private static string? IdOf(JsonObject activity) => ActivityTree.Text(activity, "id");
}
