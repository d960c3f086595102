using System.Text.Json;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// Answers the HTTP request that started or resumed the instance with a file. If its caller does not wait any longer, nothing happens. Content above
/// 1 MiB goes through a temporary file and is sent as fast as the caller takes it.
/// </summary>
[Activity("Elsa", "HTTP", "Answers the HTTP request with a file, or with several as a zip.", DisplayName = "HTTP file response")]
public sealed class WriteFileHttpResponse : CodeActivity
{
    /// <summary>The file's type; by default what the file says, or its name.</summary>
    [Input(DisplayName = "Content type", Description = "The file's type. By default what the file says, or its name.")]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>The name that the caller may store the file by; by default the file's own.</summary>
    [Input(Description = "The name that the caller may store the file by. By default the file's own.")]
    public Input<string> Filename { get; set; } = new();

    /// <summary>What tells this content from other content under the same address; for resumable downloads a hash of the content by default.</summary>
    [Input(DisplayName = "Entity tag", Description = "The ETag header. For resumable downloads a hash of the content by default.", Category = "Advanced")]
    public Input<string> EntityTag { get; set; } = new();

    /// <summary>
    /// Text; a file of HttpEndpoint or DownloadHttpFile; a data URI; the Base64 text of bytes, if the content type or the name is not one of text; a
    /// list of those, which is sent as a zip; anything else as JSON. Nothing is answered 204.
    /// </summary>
    [Input(Description = "Text, a file, Base64 text of bytes, or a list of files, which is sent as a zip.", UIHint = "multiline")]
    public Input<JsonElement?> Content { get; set; } = new();

    /// <summary>Whether the caller may go on with a download that broke off, by asking for a range. Default false.</summary>
    [Input(DisplayName = "Enable resumable downloads", Description = "Whether the caller may ask for a part of the file, to go on with a download that broke off.", Category = "Advanced")]
    public Input<bool> EnableResumableDownloads { get; set; } = new(false);

    /// <summary>
    /// Names the download: a caller that goes on with it within 30 minutes gets the bytes that it began with, although the workflow may make others
    /// by now. Without it, a caller whose If-Range does not fit the new bytes gets all of them.
    /// </summary>
    [Input(DisplayName = "Download correlation id", Description = "Names the download, so that a caller who goes on with it gets the bytes that it began with. Only with resumable downloads.", Category = "Advanced")]
    public Input<string> DownloadCorrelationId { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var replies = context.GetService<HttpReplies>();
        if (!replies.IsExpected(context.InstanceId))
            return;
        var given = TextOf(context.Get(ContentType)) ?? (TextOf(context.Get(Filename)) is { } name && FileTypes.Of(name) is not FileTypes.Unknown and var known ? known : null);
        var parts = context.Get(Content) is { } content ? DownloadPart.Read(content, given) : [];
        var reply = parts.Count == 0
            ? new HttpReply(204, null, default, new Dictionary<string, StringValues>())
            : new HttpReply(200, null, default, new Dictionary<string, StringValues>()) { Download = await DownloadAsync(context, parts, given) };
        if (!replies.TryReply(context.InstanceId, reply) && reply.Download is { } unsent)
            await unsent.DisposeAsync();
    }

    private async Task<HttpDownload> DownloadAsync(ActivityExecutionContext context, IReadOnlyList<DownloadPart> parts, string? contentType)
    {
        var isResumable = context.Get(EnableResumableDownloads);
        var tag = EntityTagOf(context);
        var content = await DownloadContent.CreateAsync(parts, context.CancellationToken);
        if (isResumable)
            tag ??= await DownloadContent.EntityTagAsync(content, context.CancellationToken);
        var single = parts.Count == 1 ? parts[0] : null;
        var fileName = TextOf(context.Get(Filename)) ?? (single is null ? "download.zip" : single.FileName ?? (FileTypes.IsText(single.ContentType ?? "") ? "file.txt" : "file.bin"));
        var type = contentType ?? single?.ContentType ?? FileTypes.Of(fileName);
        return new HttpDownload(
            content,
            MediaTypeHeaderValue.TryParse(type, out _) ? type : FileTypes.Unknown,
            fileName,
            tag,
            isResumable,
            TextOf(context.Get(DownloadCorrelationId)) is { } id ? $"{context.DefinitionId}:{id}" : null);
    }

    private string? EntityTagOf(ActivityExecutionContext context)
    {
        if (TextOf(context.Get(EntityTag)) is not { } tag)
            return null;
        var quoted = tag.StartsWith('"') || tag.StartsWith("W/", StringComparison.Ordinal) ? tag : $"\"{tag}\"";
        return EntityTagHeaderValue.TryParse(quoted, out _)
            ? quoted
            : throw new ActivityException(FailureKind.InvalidData, $"The input 'EntityTag' is '{tag}', which no ETag header can hold. Use letters, digits and dashes.");
    }

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
