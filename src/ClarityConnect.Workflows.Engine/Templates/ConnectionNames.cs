using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;

namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>Writes other connections into a definition's activities.</summary>
internal static class ConnectionNames
{
    /// <summary>Replaces the names in all inputs that hold connections, wherever their activities are nested.</summary>
    public static void Replace(JsonNode? json, ActivityRegistry registry, IReadOnlyDictionary<string, string> names)
    {
        switch (json)
        {
            case JsonObject members:
                if (members["type"] is JsonValue value && value.TryGetValue<string>(out var type) && registry.Find(type) is { } descriptor)
                    ReplaceInputs(members, descriptor, names);
                foreach (var (_, member) in members)
                    Replace(member, registry, names);
                break;
            case JsonArray items:
                foreach (var item in items)
                    Replace(item, registry, names);
                break;
        }
    }

    private static void ReplaceInputs(JsonObject activity, ActivityDescriptor descriptor, IReadOnlyDictionary<string, string> names)
    {
        foreach (var input in descriptor.Inputs.Where(input => input.ConnectionTypeKey is not null))
        {
            var (holder, member) = activity[input.JsonName] is JsonObject { } wrapped && wrapped["expression"] is JsonObject expression
                ? (expression, "value")
                : (activity, input.JsonName);
            if (holder[member] is JsonValue value && value.TryGetValue<string>(out var name) && names.TryGetValue(name, out var chosen))
                holder[member] = chosen;
        }
    }
}
