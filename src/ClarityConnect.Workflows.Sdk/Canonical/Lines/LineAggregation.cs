using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical.Fields;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Canonical.Lines;

/// <summary>Sums lines up by groups, in decimals, never in binary floating point.</summary>
public static class LineAggregation
{
    /// <summary>Sums lines up.</summary>
    /// <param name="lines">The lines, each an object.</param>
    /// <param name="groupBy">The fields whose values make a group; none for one group of all lines.</param>
    /// <param name="sums">The fields to sum up.</param>
    /// <param name="keep">Further fields that a group takes from its first line, such as a description.</param>
    /// <returns>A row for each group, in the order of its first line: the group's fields, the kept ones, the sums, and "lineCount".</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a line is no object, or a value to sum up is no number; it names line and field.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Aggregate(
        IReadOnlyList<JsonElement> lines, IReadOnlyList<string> groupBy, IReadOnlyList<string> sums, IReadOnlyList<string>? keep = null)
    {
        var groups = new Dictionary<string, Dictionary<string, object?>>();
        var ordered = new List<Dictionary<string, object?>>();
        for (var number = 1; number <= lines.Count; number++)
        {
            var line = lines[number - 1];
            if (line.ValueKind != JsonValueKind.Object)
                throw Invalid($"Line {Text(number)} is {Excerpt(line)} and not an object with fields, so it cannot be summed up.");
            var values = groupBy.Select(field => DataPath.Find(line, field)).ToList();
            var key = JsonSerializer.Serialize(values, WorkflowJson.Options);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = [];
                ordered.Add(group);
                for (var i = 0; i < groupBy.Count; i++)
                    group[groupBy[i]] = values[i];
                foreach (var field in keep ?? [])
                    group[field] = DataPath.Find(line, field);
                foreach (var field in sums)
                    group[field] = 0m;
                group["lineCount"] = 0;
            }

            foreach (var field in sums)
                group[field] = (decimal)group[field]! + Number(line, field, number);
            group["lineCount"] = (int)group["lineCount"]! + 1;
        }

        return ordered;
    }

    /// <summary>Sums fields of all lines up.</summary>
    /// <param name="lines">The lines, each an object.</param>
    /// <param name="sums">The fields to sum up.</param>
    /// <returns>The sum of each field; zero where there is no line.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>, as <see cref="Aggregate"/>.</exception>
    public static IReadOnlyDictionary<string, decimal> Total(IReadOnlyList<JsonElement> lines, IReadOnlyList<string> sums) =>
        Aggregate(lines, [], sums) is [var all]
            ? sums.Distinct().ToDictionary(field => field, field => (decimal)all[field]!)
            : sums.Distinct().ToDictionary(field => field, _ => 0m);

    private static decimal Number(JsonElement line, string field, int number) => DataPath.Find(line, field) switch
    {
        null => 0,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDecimal(out var amount) => amount,
        { ValueKind: JsonValueKind.String } value when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) => amount,
        { } other => throw Invalid($"Line {Text(number)} has {Excerpt(other)} as '{field}', which is no number, so it cannot be summed up. Correct the line and retry."),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Excerpt(JsonElement value) => value.GetRawText() is { Length: > 60 } raw ? string.Concat(raw.AsSpan(0, 60), "…") : value.GetRawText();

    private static ActivityException Invalid(string message) => new(FailureKind.InvalidData, message);
}
