using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The body of a request by its content type: JSON, text, form fields, and files. Files of forms above 64 KiB wait on the disk, not in memory.</summary>
internal sealed class RequestBody
{
    private RequestBody()
    {
    }

    /// <summary>The JSON as it came, not yet checked; null if the body is something else.</summary>
    public ReadOnlyMemory<byte>? Json { get; private init; }

    public string? Text { get; private init; }

    public IFormCollection? Form { get; private init; }

    public IReadOnlyList<UploadedFile> Files { get; private init; } = [];

    public static RequestBody Empty { get; } = new();

    /// <exception cref="BadHttpRequestException">The body is too large (413) or is cut short (400).</exception>
    /// <exception cref="InvalidDataException">The form cannot be read.</exception>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
            return await ReadFormAsync(request, maxBytes, cancellationToken);
        var bytes = await ReadBytesAsync(request, cancellationToken);
        if (bytes.IsEmpty)
            return Empty;
        if (request.HasJsonContentType())
            return new RequestBody { Json = bytes };
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed : null;
        return type is null || FileTypes.IsText(type.MediaType.ToString())
            ? new RequestBody { Text = (type?.Encoding ?? Encoding.UTF8).GetString(bytes.Span) }
            : new RequestBody { Files = [new UploadedFile("", FileNameOf(request), request.ContentType!, bytes.Length, () => Stream(bytes))] };
    }

    private static async Task<RequestBody> ReadFormAsync(HttpRequest request, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
            return new RequestBody { Form = FormCollection.Empty };
        var form = await new FormFeature(request, new FormOptions { MultipartBodyLengthLimit = maxBytes }).ReadFormAsync(cancellationToken);
        return new RequestBody
        {
            Form = form,
            Files = [.. form.Files.Select(file => new UploadedFile(
                file.Name,
                Path.GetFileName(file.FileName.Replace('\\', '/')),
                string.IsNullOrEmpty(file.ContentType) ? FileTypes.Of(file.FileName) : file.ContentType,
                file.Length,
                file.OpenReadStream))],
        };
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(request.ContentLength is > 0 and < int.MaxValue and var length ? (int)length : 256);
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray());

    private static string FileNameOf(HttpRequest request) =>
        ContentDispositionHeaderValue.TryParse(request.Headers.ContentDisposition.ToString(), out var disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString()
            : "";
}
