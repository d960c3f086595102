using System.Globalization;
using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>Reads answers of the REST API without minding where they put things.</summary>
internal static class RestJson
{
    // Errors that only say which record could not be made come before or after the one that says why.
    private static readonly string[] Wrappers = ["unableToCreateRecordError", "operationFailed", "REST-7001", "GL-0951"];

    /// <summary>Reads a document; null where it is no JSON, or cut off.</summary>
    public static JsonElement? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member; null where absent or null.</summary>
    public static JsonElement? Member(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    /// <summary>A member as text; null where absent, empty or no plain value.</summary>
    public static string? Text(JsonElement? json, string name) => Member(json, name) is { } member && Plain(member) is { Length: > 0 } text ? text : null;

    /// <summary>A member as number; null where absent.</summary>
    public static decimal? Number(JsonElement? json, string name) =>
        decimal.TryParse(Text(json, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A field of a query's row: by its dotted name, or nested.</summary>
    public static string? Field(JsonElement row, string name)
    {
        if (Text(row, name) is { } flat)
            return flat;
        JsonElement? at = row;
        foreach (var part in name.Split('.'))
            at = Member(at, part);
        return at is { } found ? Plain(found) : null;
    }

    /// <summary>The error of an answer, in any of the three places where errors are put; null where there is none.</summary>
    public static RestError? Find(JsonElement? json)
    {
        var error = Member(json, "ia::error") ?? Member(Member(json, "ia::result"), "ia::error") ?? Member(json, "error");
        if (error is not { ValueKind: JsonValueKind.Object } found)
            return null;
        var details = Member(found, "details") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        var all = new[] { found }.Concat(details).Where(one => one.ValueKind == JsonValueKind.Object).ToList();
        var cause = all.FindLast(one => !IsWrapper(one));
        if (cause.ValueKind == JsonValueKind.Undefined)
            cause = found;
        return new RestError(
            Text(cause, "errorId") ?? Text(cause, "code") ?? "",
            Text(cause, "message") ?? Text(found, "message") ?? "it gave no reason",
            string.Join(" | ", all.Select(one => $"{Text(one, "errorId") ?? Text(one, "code")} {Text(one, "message")}{(Text(one, "correction") is { } correction ? $" ({correction})" : "")}".Trim())),
            Text(cause, "correction"),
            Text(found, "supportId") ?? Text(Member(found, "details"), "requestId"));
    }

    private static bool IsWrapper(JsonElement error) =>
        Wrappers.Contains(Text(error, "code")) || Wrappers.Contains(Text(error, "errorId"));

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
