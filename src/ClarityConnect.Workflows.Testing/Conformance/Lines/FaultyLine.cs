using System.Net;
using System.Text;
using ClarityConnect.Workflows.Engine.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance.Lines;

/// <summary>What is between a connector and a system: it passes calls on, and does what is planned with one of them, or with that and all after it.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    public const int RetryAfterSeconds = 7;

    private readonly WebApplication app;
    private readonly Uri system;
    private readonly HttpMessageInvoker http = new(GuardedHttp.CreateHandler(allowPrivateAddresses: true));
    private readonly CancellationTokenSource ends = new();
    private readonly Lock gate = new();
    private readonly List<string> calls = [];
    private LineFault fault;
    private Range hit = ..;
    private TaskCompletionSource hung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FaultyLine(WebApplication app, Uri system) => (this.app, this.system) = (app, system);

    public Uri Address => new(app.Urls.Single() + "/");

    /// <summary>Method and path of the calls since the last plan.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (gate)
                return [.. calls];
        }
    }

    public static async Task<FaultyLine> OpenAsync(Uri system, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var line = new FaultyLine(app, system);
        app.Run(line.HandleAsync);
        await app.StartAsync(cancellationToken);
        return line;
    }

    /// <summary>Begins to count anew.</summary>
    /// <param name="what">What happens.</param>
    /// <param name="first">To which call, from 1.</param>
    /// <param name="isLasting">Whether to all after it too.</param>
    public void Plan(LineFault what, int first = 1, bool isLasting = false)
    {
        lock (gate)
        {
            calls.Clear();
            fault = what;
            hit = isLasting ? first.. : first..(first + 1);
            hung = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets a call hang; ends when it does.</summary>
    public Task HangAsync(int call)
    {
        Plan(LineFault.Hang, call);
        lock (gate)
            return hung.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        await app.DisposeAsync();
        http.Dispose();
        ends.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        var (planned, stopped) = Count(context.Request);
        var answered = context.Response;
        switch (planned)
        {
            case LineFault.LostBefore:
                context.Abort();
                return;
            case LineFault.Unavailable:
                answered.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            case LineFault.Unauthorized or LineFault.Forbidden:
                answered.StatusCode = planned == LineFault.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized;
                return;
            case LineFault.Busy:
                answered.StatusCode = StatusCodes.Status429TooManyRequests;
                answered.Headers.RetryAfter = $"{RetryAfterSeconds}";
                return;
            case LineFault.Hang:
                stopped.TrySetResult();
                await WaitAsync(context.RequestAborted);
                return;
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var sent = buffer.ToArray();
        if (planned == LineFault.Echo)
        {
            answered.StatusCode = StatusCodes.Status400BadRequest;
            await answered.WriteAsync(
                $"Cannot do: {context.Request.GetEncodedPathAndQuery()} {string.Join(' ', context.Request.Headers.Select(header => $"{header.Key}: {header.Value}"))} {Encoding.UTF8.GetString(sent)}");
            return;
        }

        using var answer = await AskAsync(context.Request, sent);
        var body = await answer.Content.ReadAsByteArrayAsync();
        switch (planned)
        {
            case LineFault.LostAfter:
                context.Abort();
                return;
            case LineFault.ErrorAfter:
                answered.StatusCode = StatusCodes.Status500InternalServerError;
                return;
            case LineFault.Garbage:
                answered.ContentType = "text/html";
                await answered.WriteAsync("<html><body>Our pages are being renovated.</body></html>");
                return;
        }

        Copy(answer, answered, body.Length);
        if (planned == LineFault.Truncated)
        {
            answered.ContentLength = body.Length + 1;
            await answered.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await answered.Body.FlushAsync();
            context.Abort();
            return;
        }

        if (body.Length > 0)
            await answered.Body.WriteAsync(body);
    }

    private (LineFault Planned, TaskCompletionSource Hung) Count(HttpRequest request)
    {
        lock (gate)
        {
            calls.Add($"{request.Method} {request.Path}");
            var isHit = calls.Count >= hit.Start.Value && (hit.End.IsFromEnd || calls.Count < hit.End.Value);
            return (isHit ? fault : LineFault.None, hung);
        }
    }

    private async Task WaitAsync(CancellationToken aborted)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(aborted, ends.Token);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, both.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever called has given up, or the check is over.
        }
    }

    /// <summary>Asks the system with what was sent, host included, so that addresses in its answer lead through the line again.</summary>
    private async Task<HttpResponseMessage> AskAsync(HttpRequest request, byte[] sent)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(system, request.GetEncodedPathAndQuery()));
        if (sent.Length > 0 || request.ContentType is not null)
            asked.Content = new ByteArrayContent(sent);
        foreach (var header in request.Headers.Where(header => !header.Key.Equals("Content-Length", StringComparison.OrdinalIgnoreCase) && !header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase)))
        {
            if (!asked.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
                asked.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
        }

        asked.Headers.TransferEncodingChunked = null;
        return await http.SendAsync(asked, ends.Token);
    }

    private static void Copy(HttpResponseMessage answer, HttpResponse answered, int length)
    {
        answered.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection" or "Content-Length" or "Content-Encoding")))
            answered.Headers[header.Key] = header.Value.ToArray();
        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            answered.ContentLength = length;
    }
}
