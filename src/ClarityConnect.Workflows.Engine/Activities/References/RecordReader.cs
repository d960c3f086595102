using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.References;

/// <summary>Reads records as workflows write them: objects with system, kind and id.</summary>
internal static class RecordReader
{
    private const string Shape = "Write a list such as [{\"system\": \"opayo\", \"kind\": \"transaction\", \"id\": \"3C9E…\"}, {\"system\": \"heartland\", \"kind\": \"order\", \"id\": \"1001\"}].";

    /// <summary>Reads a list of records that belong together, or a list of such lists.</summary>
    public static IReadOnlyList<IReadOnlyList<RecordReference>> ReadGroups(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
            json = Parse(json.GetString()!);
        if (json.ValueKind != JsonValueKind.Array)
            throw new ActivityException(FailureKind.InvalidData, $"The records are not a list. {Shape}");
        var items = json.EnumerateArray().ToList();
        var groups = items.Count > 0 && items.TrueForAll(item => item.ValueKind == JsonValueKind.Array) ? items.ConvertAll(item => item.EnumerateArray().ToList()) : [items];
        return groups.ConvertAll(group => (IReadOnlyList<RecordReference>)[.. group.Select(Read).OfType<RecordReference>().Distinct()]);
    }

    /// <summary>Makes a record from three inputs.</summary>
    public static RecordReference? Create(string? system, string? kind, string? id)
    {
        try
        {
            return RecordReference.Create(system, kind, id);
        }
        catch (ArgumentException exception)
        {
            throw new ActivityException(FailureKind.InvalidData, exception.Message);
        }
    }

    /// <summary>A record without an id is left out: there is none yet.</summary>
    private static RecordReference? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || JsonMembers.Text(json, "system") is not { Length: > 0 } system || JsonMembers.Text(json, "kind") is not { Length: > 0 } kind)
            throw new ActivityException(FailureKind.InvalidData, $"A record has no system or no kind: {Excerpt(json)}. {Shape}");
        return Create(system, kind, JsonMembers.Find(json, "id") is { } id ? ValueConversion.ToText(id) : null);
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ActivityException(FailureKind.InvalidData, $"The records are no JSON. {Shape}");
        }
    }

    private static string Excerpt(JsonElement json) => json.GetRawText() is { Length: > 100 } text ? text[..100] + "…" : json.GetRawText();
}
