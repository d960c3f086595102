using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Puts members there that the designer cannot do without.</summary>
internal static class JsonShape
{
    public static void EnsureObject(JsonObject json, string name)
    {
        if (json[name] is not JsonObject)
            json[name] = new JsonObject();
    }

    /// <summary>Elsa once wrote lists as <c>{"$values":[…]}</c>; the designer reads arrays only.</summary>
    public static void EnsureList(JsonObject json, string name)
    {
        if (json[name] is JsonObject wrapper && (wrapper["$values"] ?? wrapper["items"]) is JsonArray items)
            json[name] = items.DeepClone();
        if (json[name] is not JsonArray)
            json[name] = new JsonArray();
    }
}
