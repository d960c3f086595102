using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Walks the activities of a definition's JSON, wherever they are nested, and replaces them.</summary>
internal static class ActivityTree
{
    /// <summary>Replaces the activities directly inside an activity.</summary>
    /// <param name="activity">The activity; changed in place.</param>
    /// <param name="replace">Gives what stands for a child; the child itself to keep it.</param>
    public static void ReplaceChildren(JsonObject activity, Func<JsonObject, JsonObject> replace) => Visit(activity, (_, child) => replace(child));

    /// <summary>The activities directly inside an activity, each with the port that it stands at.</summary>
    public static IReadOnlyList<(string Port, JsonObject Activity)> Children(JsonObject activity)
    {
        var children = new List<(string, JsonObject)>();
        Visit(activity, (port, child) =>
        {
            children.Add((port, child));
            return child;
        });
        return children;
    }

    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static void Visit(JsonObject activity, Func<string, JsonObject, JsonObject> replace)
    {
        foreach (var (name, value) in activity.ToList())
        {
            if (name is "metadata" or "customProperties" or "variables" or "connections")
                continue;
            var port = char.ToUpperInvariant(name[0]) + name[1..];
            if (value is JsonObject slot && IsActivity(slot))
            {
                Replace(activity, name, slot, child => replace(port, child));
            }
            else if (value is JsonArray list)
            {
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is not JsonObject item)
                        continue;
                    if (name == "activities" || IsActivity(item))
                        Replace(list, i, item, child => replace(port, child));
                    else
                        VisitSlots(item, replace);
                }
            }
        }
    }

    /// <summary>Slots of cases, states and expected status codes; the port is the case's label, the status code or the slot.</summary>
    private static void VisitSlots(JsonObject item, Func<string, JsonObject, JsonObject> replace)
    {
        foreach (var (name, value) in item.ToList())
        {
            if (value is JsonObject slot && IsActivity(slot))
                Replace(item, name, slot, child => replace(Text(item, "label") ?? item["statusCode"]?.ToString() ?? name, child));
        }
    }

    private static void Replace(JsonObject parent, string name, JsonObject child, Func<JsonObject, JsonObject> replace)
    {
        var other = replace(child);
        if (!ReferenceEquals(other, child))
            parent[name] = other;
    }

    private static void Replace(JsonArray parent, int index, JsonObject child, Func<JsonObject, JsonObject> replace)
    {
        var other = replace(child);
        if (!ReferenceEquals(other, child))
            parent[index] = other;
    }

    /// <summary>Expressions have a type but no id, variables an id but no type.</summary>
    private static bool IsActivity(JsonObject json) => Text(json, "type") is { Length: > 0 } && Text(json, "id") is { Length: > 0 };
}
