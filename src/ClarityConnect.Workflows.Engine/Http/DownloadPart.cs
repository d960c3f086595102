using System.Runtime.InteropServices;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>One file of a download, as a workflow's value gives it.</summary>
/// <param name="FileName">Its name; null if the value has none.</param>
/// <param name="ContentType">Its type; null if the value has none.</param>
/// <param name="Bytes">Its content.</param>
/// <param name="IsBase64">Whether the content is still Base64 text.</param>
internal sealed record DownloadPart(string? FileName, string? ContentType, ReadOnlyMemory<byte> Bytes, bool IsBase64)
{
    /// <summary>
    /// Reads a value: text; a data URI; the Base64 text of bytes, where the type is not one of text; a file object with "content" in Base64; a list of
    /// those; anything else as a JSON document.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="contentType">The type that the author gave, or that the file's name says; null if neither does.</param>
    public static IReadOnlyList<DownloadPart> Read(JsonElement value, string? contentType) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String || IsFile(item)) =>
            [.. value.EnumerateArray().Select(item => ReadOne(item, item.ValueKind == JsonValueKind.String ? contentType : null))],
        _ => [ReadOne(value, contentType)],
    };

    /// <summary>Whether a value is a file, as HttpEndpoint and DownloadHttpFile give it.</summary>
    public static bool IsFile(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String
        && (value.TryGetProperty("fileName", out _) || value.TryGetProperty("contentType", out _));

    public static DownloadPart ReadFile(JsonElement file) =>
        new(TextOf(file, "fileName"), TextOf(file, "contentType"), Utf8Of(file.GetProperty("content")), IsBase64: true);

    private static DownloadPart ReadOne(JsonElement value, string? contentType)
    {
        if (IsFile(value))
            return ReadFile(value);
        if (value.ValueKind != JsonValueKind.String)
            return new DownloadPart(null, "application/json", JsonMarshal.GetRawUtf8Value(value).ToArray(), IsBase64: false);
        var bytes = Utf8Of(value);
        if (bytes.Span.StartsWith("data:"u8) && bytes.Span.IndexOf(";base64,"u8) is var end and > 0)
            return new DownloadPart(null, System.Text.Encoding.ASCII.GetString(bytes.Span[5..end]), bytes[(end + 8)..], IsBase64: true);
        var isBase64 = contentType is not null && !FileTypes.IsText(contentType) && System.Buffers.Text.Base64.IsValid(bytes.Span);
        return new DownloadPart(null, contentType ?? "text/plain; charset=utf-8", bytes, isBase64);
    }

    private static string? TextOf(JsonElement file, string name) =>
        file.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static ReadOnlyMemory<byte> Utf8Of(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        var bytes = new byte[raw.Length];
        return bytes.AsMemory(0, reader.CopyString(bytes));
    }
}
