using System.Text.Json;
using ClarityConnect.Workflows.Engine.Cases;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Reads what cases say about simulators, and says of a member that there is none by which members there are.</summary>
internal static class SimulationJson
{
    /// <exception cref="JsonException">A member is unknown, or has the wrong kind of value.</exception>
    public static T Read<T>(JsonElement json, string where)
    {
        Check(json, typeof(T), where);
        try
        {
            return json.Deserialize<T>(CaseJson.Options) ?? throw new JsonException($"'{where}' is null.");
        }
        catch (JsonException exception)
        {
            throw new JsonException($"'{where}' cannot be read at {exception.Path}: {exception.Message}", exception);
        }
    }

    /// <summary>The types are ours and nest a few levels: objects of the script, and lists of them.</summary>
    private static void Check(JsonElement json, Type type, string where)
    {
        if (json.ValueKind == JsonValueKind.Array && type.IsGenericType)
        {
            foreach (var item in json.EnumerateArray())
                Check(item, type.GetGenericArguments()[0], where);
        }
        else if (json.ValueKind == JsonValueKind.Object && type.Namespace!.StartsWith(nameof(ClarityConnect), StringComparison.Ordinal))
        {
            var known = type.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => property.PropertyType);
            foreach (var member in json.EnumerateObject())
            {
                if (!known.TryGetValue(member.Name, out var inner))
                    throw new JsonException($"'{where}' has no member '{member.Name}'. There are: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.");
                Check(member.Value, inner, $"{where}.{member.Name}");
            }
        }
    }
}
