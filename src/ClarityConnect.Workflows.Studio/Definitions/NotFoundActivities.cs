using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Studio.Descriptors;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>
/// Stands in for activities whose type is not installed, as Elsa does, because the designer shows a blank canvas for a type that it does not
/// know, and would then save that. What is stored is always the original, member by member.
/// </summary>
internal static class NotFoundActivities
{
    public static JsonObject Wrap(JsonObject original)
    {
        var type = ActivityTree.Text(original, "type") ?? "";
        var metadata = original["metadata"] is JsonObject given ? (JsonObject)given.DeepClone() : [];
        metadata["displayText"] = $"Not found: {type}";
        metadata["description"] = $"The activity type {type} is not installed here. Install the plugin that has it.";
        return new JsonObject
        {
            ["id"] = original["id"]?.DeepClone(),
            ["name"] = NameOf(original),
            ["type"] = ActivityDescriptorList.NotFoundType,
            ["version"] = 1,
            ["missingTypeName"] = type,
            ["missingTypeVersion"] = original["version"]?.DeepClone() ?? 0,
            ["originalActivityJson"] = original.ToJsonString(),
            ["metadata"] = metadata,
            ["customProperties"] = new JsonObject(),
        };
    }

    /// <summary>Gives the original back, where the designer may have moved or renamed its stand-in; the same activity if it is none.</summary>
    public static JsonObject Unwrap(JsonObject activity)
    {
        if (ActivityTree.Text(activity, "type") != ActivityDescriptorList.NotFoundType
            || ActivityTree.Text(activity, "originalActivityJson") is not { } text
            || Wire.RequestJson.Parse(text) is not { Count: > 0 } original)
            return activity;
        if (ActivityTree.Text(activity, "id") is { } id && id != ActivityTree.Text(original, "id"))
            original["id"] = id;
        if (ActivityTree.Text(activity, "name") is { } name && name != NameOf(original))
            original["name"] = name;
        var designer = (activity["metadata"] as JsonObject)?["designer"];
        if (designer is not null && !JsonNode.DeepEquals(designer, (original["metadata"] as JsonObject)?["designer"]))
        {
            if (original["metadata"] is not JsonObject kept)
                original["metadata"] = kept = [];
            kept["designer"] = designer.DeepClone();
        }

        return original;
    }

    private static string? NameOf(JsonObject original) => ActivityTree.Text(original, "name") ?? ActivityTree.Text(original, "id");
}
