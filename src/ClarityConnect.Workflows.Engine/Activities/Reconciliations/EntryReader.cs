using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Reconciliations;

/// <summary>Reads the entries of a list as workflows write them: objects with id, amount, currency and date, and what else is known.</summary>
internal static class EntryReader
{
    public static IReadOnlyList<ReconciliationEntry> Read(JsonElement json, string list, string? currency, DateOnly day)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return [];
        if (json.ValueKind == JsonValueKind.String && json.GetString() is { } text)
            json = string.IsNullOrWhiteSpace(text) ? JsonSerializer.SerializeToElement(Array.Empty<int>()) : Parse(text, list);
        if (json.ValueKind != JsonValueKind.Array)
            throw Wrong(list, "it is no list");
        var entries = new List<ReconciliationEntry>(json.GetArrayLength());
        foreach (var item in json.EnumerateArray())
            entries.Add(Entry(item, $"{list}, entry {entries.Count + 1}", currency, day));
        return entries;
    }

    private static ReconciliationEntry Entry(JsonElement json, string where, string? currency, DateOnly day)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Wrong(where, "it is no object");
        var id = Text(json, "id");
        if (string.IsNullOrWhiteSpace(id))
            throw Wrong(where, "it has no id");
        var code = Text(json, "currency") is { Length: > 0 } own ? own : currency;
        if (string.IsNullOrWhiteSpace(code))
            throw Wrong(where, "it has no currency");
        if (!decimal.TryParse(Text(json, "amount"), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) || Math.Abs(amount) > 1_000_000_000_000m)
            throw Wrong(where, $"its amount '{Text(json, "amount")}' is no number");
        var (date, time) = Date(json, where, day);
        return new ReconciliationEntry
        {
            Id = CardDataMasker.Mask(id.Trim()),
            Reference = Text(json, "reference") is { Length: > 0 } reference ? CardDataMasker.Mask(reference.Trim()) : null,
            Amount = amount,
            Currency = code.Trim().ToUpperInvariant(),
            Date = date,
            Time = time,
            Description = Text(json, "description") is { Length: > 0 } description ? CardDataMasker.Mask(description) : null,
            Group = Text(json, "group") is { Length: > 0 } group ? group : null,
        };
    }

    /// <summary>A moment is taken by the clock that it is written in; an entry without a date is of the day itself.</summary>
    private static (DateOnly Date, TimeOnly? Time) Date(JsonElement json, string where, DateOnly day)
    {
        var text = Text(json, "date");
        if (string.IsNullOrWhiteSpace(text))
            return (day, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return (date, null);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? (DateOnly.FromDateTime(moment.DateTime), TimeOnly.FromDateTime(moment.DateTime))
            : throw Wrong(where, $"its date '{text}' is none such as 2026-01-31 or 2026-01-31T17:30:00Z");
    }

    private static string? Text(JsonElement json, string name) => JsonMembers.Find(json, name) is { } value ? ValueConversion.ToText(value) : null;

    private static JsonElement Parse(string text, string list)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            throw Wrong(list, "it is no JSON");
        }
    }

    private static ActivityException Wrong(string where, string problem) => new(
        FailureKind.InvalidData,
        $"{where}: {problem}. Give a list such as [{{\"id\": \"T1\", \"reference\": \"1001\", \"amount\": 12.50, \"currency\": \"GBP\", \"date\": \"2026-01-31\"}}].");
}
