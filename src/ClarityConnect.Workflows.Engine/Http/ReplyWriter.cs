using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Sends what a workflow answers.</summary>
/// <param name="downloads">Where earlier downloads are.</param>
internal sealed class ReplyWriter(DownloadStore downloads)
{
    public async Task WriteAsync(HttpContext context, HttpReply reply)
    {
        await using var download = reply.Download;
        var response = context.Response;
        response.StatusCode = reply.StatusCode;
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        if (download is not null)
        {
            await WriteAsync(context, download);
            return;
        }

        if (reply.Body.IsEmpty || reply.StatusCode is < 200 or 204 or 205 or 304)
            return;
        response.ContentType = reply.ContentType;
        await response.BodyWriter.WriteAsync(reply.Body, context.RequestAborted);
    }

    private async Task WriteAsync(HttpContext context, HttpDownload download)
    {
        var sent = download;
        if (download is { IsResumable: true, CorrelationId: { } id })
        {
            if (Continued(context.Request, id) is { } earlier)
                sent = earlier;
            else
                await downloads.KeepAsync(download, context.RequestAborted);
        }

        await using (sent)
        {
            await TypedResults.Stream(
                sent.Content,
                sent.ContentType,
                sent.FileName,
                lastModified: null,
                sent.EntityTag is { } tag ? new EntityTagHeaderValue(tag) : null,
                sent.IsResumable).ExecuteAsync(context);
        }
    }

    /// <summary>The earlier download that a request for a part of one goes on with: the one whose entity tag it names, or any if it names none.</summary>
    private HttpDownload? Continued(HttpRequest request, string id)
    {
        if (request.Headers.Range.Count == 0 || downloads.Open(id) is not { } earlier)
            return null;
        var condition = request.Headers.IfRange.ToString();
        if (condition.Length == 0 || condition == earlier.EntityTag)
            return earlier;
        earlier.Content.Dispose();
        return null;
    }
}
