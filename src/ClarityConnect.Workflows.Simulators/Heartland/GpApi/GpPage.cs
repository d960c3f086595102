using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Heartland.GpApi;

/// <summary>A page of a list: filters by time, status and equality, order and envelope.</summary>
internal static class GpPage
{
    private static readonly string[] Known = ["page", "page_size", "order_by", "order", "from_time_created", "to_time_created"];

    public static JsonObject Of(IQueryCollection query, string name, IEnumerable<JsonObject> rows)
    {
        var page = Number(query, "page", 1);
        var size = Number(query, "page_size", 5);
        if (size > 1000)
            throw GpRefusal.Invalid("page_size value is invalid");
        var from = Moment(query, "from_time_created");
        var to = Moment(query, "to_time_created");
        var found = rows.Where(row => At(row) is var at && (from is null || at >= from) && (to is null || at < (to.Value.TimeOfDay == TimeSpan.Zero ? to.Value.AddDays(1) : to.Value.AddTicks(1))));
        foreach (var (key, values) in query.Where(pair => !Known.Contains(pair.Key)))
            found = found.Where(row => row[key]?.ToString() == values.ToString());
        var descending = !string.Equals(query["order"], "ASC", StringComparison.OrdinalIgnoreCase);
        var ordered = (descending ? found.OrderByDescending(At).ThenByDescending(Id, StringComparer.Ordinal) : found.OrderBy(At).ThenBy(Id, StringComparer.Ordinal)).ToList();
        var shown = ordered.Skip((page - 1) * size).Take(size).Select(row => row.DeepClone()).ToArray();
        return new JsonObject
        {
            ["total_record_count"] = ordered.Count,
            ["current_page_size"] = shown.Length,
            ["paging"] = new JsonObject { ["page"] = page, ["page_size"] = size, ["order_by"] = "TIME_CREATED", ["order"] = descending ? "DESC" : "ASC" },
            [name] = new JsonArray(shown),
        };
    }

    private static string Id(JsonObject row) => row["id"]!.ToString();

    private static DateTime At(JsonObject row) =>
        DateTime.Parse(row["time_created"]!.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static DateTime? Moment(IQueryCollection query, string name)
    {
        if (!query.ContainsKey(name))
            return null;
        return DateTime.TryParse(query[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw GpRefusal.Invalid($"{name} value is invalid");
    }

    private static int Number(IQueryCollection query, string name, int otherwise)
    {
        if (!query.ContainsKey(name))
            return otherwise;
        return int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw GpRefusal.Invalid($"{name} value is invalid");
    }
}
