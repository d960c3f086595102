using System.Buffers;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>
/// Turns a request into the payload of an HTTP endpoint: method, path, route, query, headers, body and files as JSON. The content of files is Base64
/// text, written piece by piece into a buffer of the right size.
/// </summary>
/// <param name="settings">What the endpoint takes.</param>
/// <param name="maxBytes">The largest body of endpoints that do not say it.</param>
internal sealed class RequestReader(EndpointSettings settings, long maxBytes)
{
    /// <summary>The payload's member with the refusal that the workflow handles itself.</summary>
    public const string RefusedMember = "refused";

    private const int PieceLength = 48 * 1024;

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "X-Api-Key", "Proxy-Authorization" };

    /// <returns>The payload, or the problem that the caller is to be told.</returns>
    public async Task<(ReadOnlyMemory<byte> Payload, Refusal? Problem)> ReadAsync(
        HttpContext context,
        string path,
        IReadOnlyDictionary<string, string> route,
        CancellationToken cancellationToken)
    {
        var limit = settings.RequestSizeLimit ?? maxBytes;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        context.Request.Body = new LimitedBody(context.Request.Body, limit);
        var body = RequestBody.Empty;
        var refusal = context.Request.ContentLength > limit ? Refusal.TooLarge(limit) : null;
        try
        {
            if (refusal is null)
            {
                body = await RequestBody.ReadAsync(context.Request, limit, cancellationToken);
                refusal = Refusal.Of(body.Files, settings);
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            refusal = Refusal.TooLarge(limit);
        }
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidDataException or IOException)
        {
            return (default, Malformed($"The request's body cannot be read: {exception.Message}"));
        }

        if (refusal is not null && !settings.ExposedOutcomes.Contains(refusal.Outcome))
            return (default, refusal);
        if (body.Json is { } json && !IsJson(json.Span))
            return (default, Malformed("The request's body is not valid JSON, although its content type says so."));
        return (await WriteAsync(context.Request, path, route, body, refusal, cancellationToken), null);
    }

    private static Refusal Malformed(string detail) => new("", StatusCodes.Status400BadRequest, detail);

    private static async Task<ReadOnlyMemory<byte>> WriteAsync(
        HttpRequest request,
        string path,
        IReadOnlyDictionary<string, string> route,
        RequestBody body,
        Refusal? refusal,
        CancellationToken cancellationToken)
    {
        var buffer = new ArrayBufferWriter<byte>(Capacity(body, refusal is null));
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = WorkflowJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("method", request.Method);
        json.WriteString("path", path);
        WriteTexts(json, "routeData", route.Select(value => KeyValuePair.Create(value.Key, new StringValues(value.Value))));
        WriteTexts(json, "query", request.Query);
        WriteTexts(json, "headers", request.Headers.Where(header => !SecretHeaders.Contains(header.Key))
            .Select(header => KeyValuePair.Create(header.Key, new StringValues(header.Value.ToString()))));
        json.WriteString("contentType", request.ContentType);
        if (refusal is not null)
        {
            json.WriteNull("content");
            json.WriteString(RefusedMember, refusal.Outcome);
        }
        else
        {
            WriteContent(json, body);
        }

        if (body.Files.Count > 0)
            await WriteFilesAsync(json, body.Files, withContent: refusal is null, cancellationToken);
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
        return buffer.WrittenMemory;
    }

    /// <summary>Enough for the whole payload, and for what the writer asks for with each piece of a file: a buffer that grows is copied.</summary>
    private static int Capacity(RequestBody body, bool withContent)
    {
        var files = withContent ? body.Files.Sum(file => file.Length) : 0;
        return checked((int)(files / 3 * 4 + Math.Min(files, 4 * PieceLength) + body.Files.Count * 512 + (body.Json?.Length ?? 0) + 2048));
    }

    private static void WriteContent(Utf8JsonWriter json, RequestBody body)
    {
        if (body.Json is { } bytes)
        {
            json.WritePropertyName("content");
            json.WriteRawValue(bytes.Span, skipInputValidation: true);
        }
        else if (body.Form is { } form)
        {
            WriteTexts(json, "content", form);
        }
        else
        {
            json.WriteString("content", body.Text);
        }
    }

    private static async Task WriteFilesAsync(Utf8JsonWriter json, IReadOnlyList<UploadedFile> files, bool withContent, CancellationToken cancellationToken)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteString("fileName", file.FileName);
            json.WriteString("contentType", file.ContentType);
            json.WriteNumber("length", file.Length);
            if (withContent)
            {
                json.WritePropertyName("content");
                await WriteBase64Async(json, file, cancellationToken);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static async Task WriteBase64Async(Utf8JsonWriter json, UploadedFile file, CancellationToken cancellationToken)
    {
        await using var content = file.Open();
        if (FileTypes.IsText(file.ContentType))
        {
            // Base64 hides card numbers from the masking of stored values, so text is masked before.
            var text = new byte[file.Length];
            await content.ReadExactlyAsync(text, cancellationToken);
            json.WriteBase64StringValue(CardDataMasker.Mask(text.AsMemory()).Span);
            return;
        }

        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            int read;
            do
            {
                read = await content.ReadAtLeastAsync(piece.AsMemory(0, PieceLength), PieceLength, throwOnEndOfStream: false, cancellationToken);
                json.WriteBase64StringSegment(piece.AsSpan(0, read), isFinalSegment: read < PieceLength);
                // Without this the writer keeps all pieces in a buffer of its own.
                await json.FlushAsync(cancellationToken);
            }
            while (read == PieceLength);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
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

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            if (value.Count <= 1)
            {
                json.WriteString(key, value.ToString());
                continue;
            }

            json.WriteStartArray(key);
            foreach (var item in value)
                json.WriteStringValue(item);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
