using System.Text.Json;
using ClarityConnect.Workflows.Console.Display;

namespace ClarityConnect.Workflows.Console.Reviews;

/// <summary>JSON as rows of a table: a name for each value, with the names of what it is in before it.</summary>
internal static class SubjectRows
{
    private const int MostRows = 200;

    public static (IReadOnlyList<(string Name, string Value)> Rows, bool HasMore) Of(JsonElement json)
    {
        var rows = new List<(string, string)>();
        Add(rows, "", json);
        return (rows.Count <= MostRows ? rows : rows[..MostRows], rows.Count > MostRows);
    }

    private static void Add(List<(string Name, string Value)> rows, string name, JsonElement json)
    {
        if (rows.Count > MostRows)
            return;
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when json.EnumerateObject().Any():
                foreach (var member in json.EnumerateObject())
                    Add(rows, Join(name, InWords(member.Name)), member.Value);
                break;
            case JsonValueKind.Array when json.GetArrayLength() > 0 && json.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                rows.Add((name.Length == 0 ? "Values" : name, string.Join(", ", json.EnumerateArray().Select(Value))));
                break;
            case JsonValueKind.Array when json.GetArrayLength() > 0:
                var number = 0;
                foreach (var item in json.EnumerateArray())
                    Add(rows, Join(name, $"{++number}"), item);
                break;
            default:
                rows.Add((name.Length == 0 ? "Value" : name, Value(json)));
                break;
        }
    }

    private static string Join(string outer, string inner) => outer.Length == 0 ? inner : $"{outer} › {inner}";

    private static string InWords(string name) => name.Length > 0 && char.IsLower(name[0]) && !name.Contains(' ', StringComparison.Ordinal) ? Text.InWords(char.ToUpperInvariant(name[0]) + name[1..]) : name;

    private static string Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null or JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array => "–",
        _ => json.GetRawText(),
    };
}
