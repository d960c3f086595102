using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>Reads bodies so that a mistake in the JSON is told by line and column.</summary>
internal static class RequestJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static async Task<string> TextAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }

    /// <summary>The body as an object; an empty one for no body.</summary>
    /// <exception cref="DefinitionInvalidException">It is not a JSON object.</exception>
    public static async Task<JsonObject> ObjectAsync(HttpRequest request) => Parse(await TextAsync(request));

    /// <summary>The body as a type; null members where it has none.</summary>
    /// <exception cref="DefinitionInvalidException">It is not JSON, or not of this type.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
        where T : new()
    {
        try
        {
            return (await ObjectAsync(request)).Deserialize<T>(WorkflowJson.Options) ?? new T();
        }
        catch (JsonException exception)
        {
            throw new DefinitionInvalidException($"The request's body cannot be read: {exception.Message}");
        }
    }

    public static JsonObject Parse(string json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];
        try
        {
            return JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Options) as JsonObject
                ?? throw new DefinitionInvalidException("The request's body must be a JSON object.");
        }
        catch (JsonException exception)
        {
            throw new DefinitionInvalidException(
                $"The request's body is not valid JSON: line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}. {exception.Message}");
        }
    }

    public static string? Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>The strings of a list; empty for a missing one.</summary>
    public static List<string> Texts(JsonObject json, string name) =>
        json[name] is JsonArray list ? [.. list.OfType<JsonValue>().Where(item => item.GetValueKind() == JsonValueKind.String).Select(item => item.GetValue<string>())] : [];
}
