using System.Text;
using System.Text.Json;

namespace ClarityConnect.Workflows.OpenApi.Documents;

/// <summary>Reads a file, JSON or YAML, trusting nothing in it.</summary>
internal static class OpenApiText
{
    /// <summary>The deepest nesting that is taken.</summary>
    public const int MaxDepth = 128;

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = MaxDepth + 8 };

    /// <exception cref="OpenApiRefusedException">It cannot be read.</exception>
    public static JsonElement Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > OpenApiDocument.MaxBytes)
            throw new OpenApiRefusedException($"The file has {file.Length / 1024 / 1024:N0} MiB; a description of an API may have {OpenApiDocument.MaxBytes / 1024 / 1024} MiB. Remove what is not needed of it, such as examples.");
        if (file.Span.StartsWith("\ufeff"u8))
            file = file[3..];
        var start = file.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            throw new OpenApiRefusedException("The file is empty.");
        if (start[0] != (byte)'{')
            return JsonSerializer.SerializeToElement(YamlText.Read(Decode(file)), Deep);
        try
        {
            using var json = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return json.RootElement.Clone();
        }
        catch (JsonException) when (!LooksLikeJson(start))
        {
            return JsonSerializer.SerializeToElement(YamlText.Read(Decode(file)), Deep);
        }
        catch (JsonException exception)
        {
            throw new OpenApiRefusedException($"The file is no JSON that can be read: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: {exception.Message}", exception);
        }
    }

    /// <summary>YAML may begin with a brace too, but then names stand without quotation marks.</summary>
    private static bool LooksLikeJson(ReadOnlySpan<byte> text) => text[1..].TrimStart(" \t\r\n"u8) is [(byte)'"', ..] or [(byte)'}', ..] or [];

    private static string Decode(ReadOnlyMemory<byte> file)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(file.Span);
        }
        catch (DecoderFallbackException exception)
        {
            throw new OpenApiRefusedException("The file is no text in UTF-8. Save it as UTF-8.", exception);
        }
    }
}
