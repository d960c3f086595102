using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>
/// The designer's view of a stored definition: every collection is there, every activity has its node id and a type that the designer knows.
/// Unknown members pass through both ways.
/// </summary>
internal sealed class DefinitionShape(ActivityRegistry registry)
{
    private const string WorkflowNodeId = "Workflow1";

    /// <summary>
    /// Among the custom properties, which the designer gives back as they are: the content that an editor began with. It is never stored.
    /// </summary>
    private const string RevisionMark = "clarityRevision";

    public JsonObject ToDesigner(DefinitionVersion version, bool mayEdit)
    {
        var json = DefinitionDocument.Parse(version.Document!).WithEnvelope(version).ToNode();
        json["name"] = version.Name;
        json["createdAt"] = System.Text.Json.JsonSerializer.SerializeToNode(version.CreatedAt, WorkflowJson.Options);
        json["materializerName"] = "Json";
        if (!Version.TryParse(ActivityTree.Text(json, "toolVersion"), out _))
            json["toolVersion"] = null;
        foreach (var list in (ReadOnlySpan<string>)["variables", "inputs", "outputs", "outcomes"])
            EnsureList(json, list);
        EnsureObject(json, "customProperties");
        json["customProperties"]![RevisionMark] = DefinitionDocument.Parse(version.Document!).Revision;
        EnsureObject(json, "options");
        json["isReadonly"] ??= false;
        json["isSystem"] ??= false;
        if (json["root"] is JsonObject root)
            json["root"] = Show((JsonObject)root.DeepClone(), WorkflowNodeId);
        json["links"] = System.Text.Json.JsonSerializer.SerializeToNode(DefinitionLinks.Of(version.DefinitionId, mayEdit), WorkflowJson.Options);
        return json;
    }

    /// <summary>The content that an editor began with; null for a new definition.</summary>
    public static string? RevisionOf(JsonObject model) => model["customProperties"] is JsonObject custom ? ActivityTree.Text(custom, RevisionMark) : null;

    /// <summary>What the designer sends, as it is stored: stand-ins are their originals again, and what only answers carry is gone.</summary>
    /// <exception cref="DefinitionInvalidException">The model cannot be read.</exception>
    public static DefinitionDocument FromDesigner(JsonObject model)
    {
        model.Remove("links");
        (model["customProperties"] as JsonObject)?.Remove(RevisionMark);
        if (model["root"] is JsonObject root)
        {
            root = (JsonObject)root.DeepClone();
            model["root"] = Store(root);
        }

        return DefinitionDocument.From(model);
    }

    private JsonObject Show(JsonObject activity, string parent)
    {
        var type = ActivityTree.Text(activity, "type") ?? "";
        var version = activity["version"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : (int?)null;
        var descriptor = registry.Find(type, version);
        var nodeId = $"{parent}:{ActivityTree.Text(activity, "id")}";
        if (descriptor is null)
        {
            activity = type == Descriptors.ActivityDescriptorList.NotFoundType ? activity : NotFoundActivities.Wrap(activity);
            activity["nodeId"] = nodeId;
            return activity;
        }

        activity["nodeId"] = nodeId;
        activity["version"] = descriptor.Version;
        activity["name"] ??= ActivityTree.Text(activity, "id");
        EnsureObject(activity, "metadata");
        EnsureObject(activity, "customProperties");
        if (type is "Elsa.Flowchart" or "Elsa.Sequence")
        {
            EnsureList(activity, "activities");
            EnsureList(activity, "variables");
        }

        ActivityTree.ReplaceChildren(activity, child => Show(child, nodeId));
        if (type == "Elsa.Flowchart")
            FlowchartConnections.Show(activity);
        return activity;
    }

    private static JsonObject Store(JsonObject activity)
    {
        if (ActivityTree.Text(activity, "type") == "Elsa.Flowchart")
            FlowchartConnections.Restore(activity);
        activity = NotFoundActivities.Unwrap(activity);
        ActivityTree.ReplaceChildren(activity, Store);
        return activity;
    }

    private static void EnsureObject(JsonObject json, string name)
    {
        if (json[name] is not JsonObject)
            json[name] = new JsonObject();
    }

    /// <summary>Elsa once wrote lists as <c>{"$values":[…]}</c>; the designer reads arrays only.</summary>
    private static void EnsureList(JsonObject json, string name)
    {
        if (json[name] is JsonObject wrapper && (wrapper["$values"] ?? wrapper["items"]) is JsonArray items)
            json[name] = items.DeepClone();
        if (json[name] is not JsonArray)
            json[name] = new JsonArray();
    }
}
