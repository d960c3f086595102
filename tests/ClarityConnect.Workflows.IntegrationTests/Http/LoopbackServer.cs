using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

/// <summary>A real HTTP server that workflows call: it answers with the status that the path names, and remembers what came.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackServer(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>The requests in order: method, path, headers and body.</summary>
    public ConcurrentQueue<(string Method, string Path, IHeaderDictionary Headers, string Body)> Requests { get; } = [];

    /// <summary>The statuses of "/sequence", one a request; the last one stays.</summary>
    public ConcurrentQueue<int> Sequence { get; } = [];

    public static async Task<LoopbackServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new LoopbackServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        stopping.TrySetResult();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = new HeaderDictionary(context.Request.Headers.ToDictionary());
        Requests.Enqueue((context.Request.Method, context.Request.Path, headers, await reader.ReadToEndAsync(context.RequestAborted)));
        var path = context.Request.Path.Value!.Trim('/');
        switch (path)
        {
            case "silence":
                await stopping.Task.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "reports/may.pdf":
                context.Response.ContentType = "application/pdf";
                context.Response.Headers.ETag = "\"v7\"";
                await context.Response.Body.WriteAsync(new byte[] { 0, 255, 128 }, context.RequestAborted);
                break;
            case "attachment":
                context.Response.Headers.ContentDisposition = "attachment; filename=\"sent as.csv\"";
                await context.Response.WriteAsync("a,b", context.RequestAborted);
                break;
            case "large":
                await context.Response.Body.WriteAsync(new byte[3000], context.RequestAborted);
                break;
            case "sequence":
                context.Response.StatusCode = Sequence.Count > 1 && Sequence.TryDequeue(out var next) ? next : Sequence.TryPeek(out var last) ? last : 200;
                break;
            default:
                context.Response.StatusCode = int.Parse(path, System.Globalization.CultureInfo.InvariantCulture);
                if (context.Response.StatusCode != 204)
                    await context.Response.WriteAsJsonAsync(new JsonObject { ["status"] = context.Response.StatusCode }, context.RequestAborted);
                break;
        }
    }
}
