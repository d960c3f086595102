using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>The other system: takes orders on two paths and remembers how often each key and each order came.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, int> keys = new();
    private readonly ConcurrentDictionary<(string Path, int Order), int> orders = new();

    private Receiver(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.TakeAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Says what is wrong with the effects of these orders; null if each came exactly once on both paths.</summary>
    public string? Check(IReadOnlyCollection<int> expected)
    {
        string[] paths = ["/ledger", "/shipments"];
        var missing = expected.Sum(order => paths.Count(path => !orders.ContainsKey((path, order))));
        var twice = orders.Values.Count(count => count > 1);
        var repeated = keys.Values.Count(count => count > 1);
        var unknown = keys.Count - (expected.Count * paths.Length);
        return missing == 0 && twice == 0 && repeated == 0 && unknown == 0
            ? null
            : $"{missing} effects are missing, {twice} were applied twice, {repeated} keys were repeated, {unknown} effects too many.";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var key = context.Request.Headers["Idempotency-Key"].ToString();
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var order = body.RootElement.GetProperty("order").GetInt32();
        if (key.Length == 0)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        keys.AddOrUpdate(key, 1, (_, count) => count + 1);
        orders.AddOrUpdate((context.Request.Path.Value ?? "", order), 1, (_, count) => count + 1);
        context.Response.StatusCode = StatusCodes.Status201Created;
    }
}
