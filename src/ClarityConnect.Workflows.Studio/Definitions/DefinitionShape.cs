using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Descriptors;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>
/// The designer's view of a stored definition: every collection is there, every activity has its node id and a type that the designer knows.
/// Unknown members pass through both ways.
/// </summary>
internal sealed class DefinitionShape(ActivityRegistry registry, UsableWorkflows workflows)
{
    private const string WorkflowNodeId = "Workflow1";

    /// <summary>
    /// Among the custom properties, which the designer gives back as they are: the content that an editor began with. It is never stored.
    /// </summary>
    private const string RevisionMark = "clarityRevision";

    /// <summary>A version as the designer reads it.</summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="mayEdit">Whether the caller may change it.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    public async Task<JsonObject> ToDesignerAsync(DefinitionVersion version, bool mayEdit, CancellationToken cancellationToken)
    {
        var document = DefinitionDocument.Parse(version.Document!);
        var json = document.ToNode(version);
        json["name"] = version.Name;
        json["createdAt"] = System.Text.Json.JsonSerializer.SerializeToNode(version.CreatedAt, WorkflowJson.Options);
        json["materializerName"] = "Json";
        if (!Version.TryParse(ActivityTree.Text(json, "toolVersion"), out _))
            json["toolVersion"] = null;
        foreach (var list in (ReadOnlySpan<string>)["variables", "inputs", "outputs", "outcomes"])
            JsonShape.EnsureList(json, list);
        JsonShape.EnsureObject(json, "customProperties");
        json["customProperties"]![RevisionMark] = document.Revision;
        JsonShape.EnsureObject(json, "options");
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        if (json["root"] is JsonObject root)
        {
            var shown = new ShownActivities(registry, await workflows.ReadAsync(cancellationToken)).Show(root, WorkflowNodeId);
            if (!ReferenceEquals(shown, root))
                json["root"] = shown;
        }

        var links = DefinitionLinks.Of(version.DefinitionId, mayEdit && !document.IsReadOnly);
        json["links"] = System.Text.Json.JsonSerializer.SerializeToNode(links, WorkflowJson.Options);
        return json;
    }

    /// <summary>The content that an editor began with; null for a new definition.</summary>
    public static string? RevisionOf(JsonObject model) => model["customProperties"] is JsonObject custom ? ActivityTree.Text(custom, RevisionMark) : null;

    /// <summary>What the designer sends, as it is stored: stand-ins are their originals again, and what only answers carry is gone.</summary>
    /// <param name="model">What it sends; changed in place.</param>
    /// <exception cref="DefinitionInvalidException">The model cannot be read.</exception>
    public static DefinitionDocument FromDesigner(JsonObject model)
    {
        model.Remove("links");
        (model["customProperties"] as JsonObject)?.Remove(RevisionMark);
        if (model["root"] is JsonObject root)
        {
            var stored = Store(root);
            if (!ReferenceEquals(stored, root))
                model["root"] = stored;
        }

        return DefinitionDocument.From(model);
    }

    private static JsonObject Store(JsonObject activity)
    {
        if (ActivityTree.Text(activity, "type") == "Elsa.Flowchart")
            FlowchartConnections.Restore(activity);
        activity = NotFoundActivities.Unwrap(activity);
        ActivityTree.ReplaceChildren(activity, Store);
        return activity;
    }
}
