using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>An activity in the tree that the designer walks when it enters containers.</summary>
/// <param name="NodeId">The ids from the workflow down to the activity, separated by colons.</param>
/// <param name="Port">Where it stands in the activity around it; null for the workflow.</param>
/// <param name="Activity">The activity with all that is inside.</param>
/// <param name="Children">What is directly inside.</param>
internal sealed record ActivityNode(string NodeId, string? Port, JsonObject Activity, IReadOnlyList<ActivityNode> Children)
{
    /// <summary>Part of the shape that the designer reads; always empty.</summary>
    public IReadOnlyList<ActivityNode> Parents { get; } = [];

    [JsonIgnore]
    public string? Type => ActivityTree.Text(Activity, "type");

    /// <summary>The tree of a definition as the designer shows it.</summary>
    public static ActivityNode Of(JsonObject definition)
    {
        const string Id = "Workflow1";
        var workflow = new JsonObject { ["id"] = Id, ["nodeId"] = Id, ["type"] = "Elsa.Workflow", ["version"] = 1, ["name"] = Id };
        if (definition["root"] is not JsonObject root)
            return new ActivityNode(Id, null, workflow, []);
        workflow["root"] = root.DeepClone();
        return new ActivityNode(Id, null, workflow, [Of((JsonObject)workflow["root"]!, "Root")]);
    }

    /// <summary>The nodes from this one down to another one; null if that is not inside.</summary>
    public IReadOnlyList<ActivityNode>? PathTo(string nodeId)
    {
        if (NodeId == nodeId)
            return [this];
        foreach (var child in Children)
        {
            if (child.PathTo(nodeId) is { } path)
                return [this, .. path];
        }

        return null;
    }

    private static ActivityNode Of(JsonObject activity, string port) => new(
        ActivityTree.Text(activity, "nodeId") ?? "",
        port,
        activity,
        [.. ActivityTree.Children(activity).Select(child => Of(child.Activity, child.Port))]);
}
