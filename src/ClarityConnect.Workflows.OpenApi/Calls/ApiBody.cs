using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>The members of a body, of which the empty ones are left out.</summary>
public sealed class ApiBody
{
    private readonly List<(string Name, JsonElement Value, string Style, bool Explode)> members = [];
    private readonly List<(string Name, byte[] Content, string FileName, string MediaType)> files = [];

    /// <summary>Whether nothing was filled in.</summary>
    public bool IsEmpty => members.Count == 0 && files.Count == 0;

    /// <summary>Sets a member, unless the value is empty.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="style">How lists and objects are written in a form: form, deepObject or json. JSON has no use for it.</param>
    /// <param name="explode">Whether each item of a list is a field of its own in a form.</param>
    public ApiBody Set(string name, object? value, string style = "form", bool explode = true)
    {
        if (ApiJson.ToElement(value) is { } element)
            members.Add((name, element, style, explode));
        return this;
    }

    /// <summary>Adds a file, unless there is none.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="content">The file's content.</param>
    /// <param name="fileName">Its name; that of the field where none is given.</param>
    /// <param name="mediaType">Its media type.</param>
    public ApiBody File(string name, byte[]? content, string? fileName, string mediaType = "application/octet-stream")
    {
        if (content is not null)
            files.Add((name, content, string.IsNullOrWhiteSpace(fileName) ? name : fileName, mediaType));
        return this;
    }

    internal JsonElement? ToElement()
    {
        var body = new JsonObject();
        foreach (var (name, value, _, _) in members)
            body[name] = JsonNode.Parse(value.GetRawText());
        return JsonSerializer.SerializeToElement(body, ApiJson.Options);
    }

    internal IEnumerable<(string Name, string[] Values, string Style)> Pairs() => members.SelectMany(member => ApiValues
        .Pairs(member.Name, member.Value, StyleOf(member.Value, member.Style), member.Explode)
        .Select(pair => (pair.Name, pair.Values, member.Style)));

    internal MultipartFormDataContent ToMultipart()
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value, style, explode) in members)
        {
            // Objects are sent as JSON in a form with files, which is what OpenAPI says unless a style is given.
            var isJson = style != "deepObject" && value.ValueKind == JsonValueKind.Object;
            foreach (var (field, values) in ApiValues.Pairs(name, value, isJson ? "json" : style, explode))
            {
                var part = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Join(',', values)));
                part.Headers.TryAddWithoutValidation("Content-Type", isJson ? "application/json" : "text/plain; charset=utf-8");
                content.Add(part, Quoted(field));
            }
        }

        foreach (var (name, bytes, fileName, mediaType) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            content.Add(part, Quoted(name), Quoted(fileName));
        }

        return content;
    }

    private static string StyleOf(JsonElement value, string style) => style == "form" && value.ValueKind == JsonValueKind.Object ? "json" : style;

    private static string Quoted(string text) => $"\"{new string([.. text.Select(letter => letter is '"' or '\\' || char.IsControl(letter) ? '_' : letter)])}\"";
}
