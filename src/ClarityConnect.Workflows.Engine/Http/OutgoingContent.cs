using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The bodies of outgoing requests by their content types.</summary>
internal static class OutgoingContent
{
    /// <param name="content">The value: objects for forms and JSON, a file, or text.</param>
    /// <param name="contentType">The type; empty for what the value says.</param>
    /// <param name="boundary">What separates the parts of a form with files; the same on every attempt.</param>
    /// <param name="cancellationToken">Cancels the reading of files.</param>
    public static async Task<HttpContent> CreateAsync(JsonElement content, string? contentType, string boundary, CancellationToken cancellationToken)
    {
        var type = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? "";
        if (type == "multipart/form-data")
            return await FormAsync(content, boundary, cancellationToken);
        if (type == "application/x-www-form-urlencoded" && content.ValueKind == JsonValueKind.Object)
            return new FormUrlEncodedContent(Fields(content).Select(field => KeyValuePair.Create(field.Name, ValueConversion.ToText(field.Value))));
        if (type != "application/json" && DownloadPart.IsFile(content))
            return await FileAsync(content, contentType, cancellationToken);
        var isText = content.ValueKind == JsonValueKind.String;
        return Of(
            Encoding.UTF8.GetBytes(isText ? content.GetString()! : JsonSerializer.Serialize(content, WorkflowJson.Options)),
            type.Length > 0 ? contentType! : isText ? "text/plain" : "application/json");
    }

    private static async Task<MultipartFormDataContent> FormAsync(JsonElement content, string boundary, CancellationToken cancellationToken)
    {
        if (content.ValueKind != JsonValueKind.Object)
            throw new ActivityException(FailureKind.InvalidData, "A body of the type multipart/form-data is made from an object: each member is a field, and a file object is a file.");
        var form = new MultipartFormDataContent(boundary);
        foreach (var (name, value) in Fields(content))
        {
            if (!DownloadPart.IsFile(value))
                form.Add(new StringContent(ValueConversion.ToText(value)), name);
            else
                form.Add(await FileAsync(value, null, cancellationToken), name, DownloadPart.ReadFile(value).FileName ?? name);
        }

        return form;
    }

    private static async Task<ByteArrayContent> FileAsync(JsonElement value, string? contentType, CancellationToken cancellationToken)
    {
        var file = DownloadPart.ReadFile(value);
        using var bytes = new MemoryStream(file.Bytes.Length / 4 * 3 + 3);
        await DownloadContent.WriteAsync(file, bytes, cancellationToken);
        return Of(bytes.ToArray(), !string.IsNullOrEmpty(contentType) ? contentType : file.ContentType ?? FileTypes.Unknown);
    }

    private static ByteArrayContent Of(byte[] bytes, string contentType)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed : new MediaTypeHeaderValue(FileTypes.Unknown);
        return content;
    }

    /// <summary>The fields of a form; a list is a field that comes several times.</summary>
    private static IEnumerable<(string Name, JsonElement Value)> Fields(JsonElement form) => form.EnumerateObject().SelectMany(member =>
        member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().Select(item => (member.Name, item)) : [(member.Name, member.Value)]);
}
