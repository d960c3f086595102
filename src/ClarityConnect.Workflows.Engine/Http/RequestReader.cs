using System.Buffers;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Turns a request into the payload of an HTTP endpoint: method, path, route, query, headers and body as JSON.</summary>
internal static class RequestReader
{
    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization" };

    /// <returns>The payload; null if the body is not the JSON that it says it is.</returns>
    /// <exception cref="BadHttpRequestException">The body is too large (413) or is cut short.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        HttpContext context,
        string path,
        IReadOnlyDictionary<string, string> route,
        long maxBytes,
        CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes;
        if (request.ContentLength > maxBytes)
            throw new BadHttpRequestException($"The request has {request.ContentLength} bytes; this endpoint takes at most {maxBytes}.", StatusCodes.Status413PayloadTooLarge);

        var buffer = new ArrayBufferWriter<byte>(1024);
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = WorkflowJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("method", request.Method);
        json.WriteString("path", path);
        WriteTexts(json, "routeData", route.Select(value => (value.Key, value.Value)));
        WriteTexts(json, "query", request.Query.Select(value => (value.Key, value.Value.ToString())));
        WriteTexts(json, "headers", request.Headers.Where(header => !SecretHeaders.Contains(header.Key)).Select(header => (header.Key, header.Value.ToString())));
        json.WriteString("contentType", request.ContentType);
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            WriteTexts(json, "content", form.Select(field => (field.Key, field.Value.ToString())));
        }
        else if (!await WriteBodyAsync(json, request, maxBytes, cancellationToken))
        {
            return null;
        }

        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return buffer.WrittenMemory;
    }

    private static async Task<bool> WriteBodyAsync(Utf8JsonWriter json, HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < int.MaxValue and var length ? (int)length : 256);
        await request.Body.CopyToAsync(body, cancellationToken);
        if (body.Length > maxBytes)
            throw new BadHttpRequestException($"The request has more than {maxBytes} bytes.", StatusCodes.Status413PayloadTooLarge);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        if (bytes.IsEmpty)
        {
            json.WriteNull("content");
        }
        else if (request.HasJsonContentType())
        {
            if (!IsJson(bytes.Span))
                return false;
            json.WritePropertyName("content");
            json.WriteRawValue(bytes.Span, skipInputValidation: true);
        }
        else
        {
            json.WriteString("content", Encoding.UTF8.GetString(bytes.Span));
        }

        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 256 });
            while (reader.Read())
            {
            }

            return reader.BytesConsumed == bytes.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<(string Key, string Value)> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
