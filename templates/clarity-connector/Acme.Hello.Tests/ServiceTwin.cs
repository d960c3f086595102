using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acme.Hello.Tests;

/// <summary>The service on this machine: it speaks its JSON, keeps what it is told, and fails as it is told. It knows nothing of the plugin.</summary>
internal sealed class ServiceTwin : IAsyncDisposable
{
    public const string ApiKey = "key-of-the-account";
    public const string SigningSecret = "secret-of-the-account";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, TwinItem> items = new();
    private readonly ConcurrentQueue<TwinFault> faults = new();
    private string[] permissions = ["items:write"];

    private ServiceTwin(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>All items that were ever added.</summary>
    public IReadOnlyCollection<TwinItem> Items => [.. items.Values];

    public static async Task<ServiceTwin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var twin = new ServiceTwin(app);
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {ApiKey}")
                await next(context);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        app.MapGet("/v1/account", () => new { name = "Acme Stores", permissions = twin.permissions });
        app.MapGet("/v1/lists", () => new[] { new { id = "todo", name = "To do" }, new { id = "later", name = "Later" } });
        app.MapPost("/v1/lists/{list}/items", (string list, TwinOrder order, HttpContext context) => twin.Add(list, order, context));
        await app.StartAsync();
        return twin;
    }

    /// <summary>What becomes of the next request to add an item, and of the ones after it.</summary>
    public void Plan(params TwinFault[] next)
    {
        foreach (var fault in next)
            faults.Enqueue(fault);
    }

    public void Allow(params string[] allowed) => permissions = allowed;

    /// <summary>The header with which the service signs a webhook.</summary>
    public static string Sign(string body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SigningSecret), Encoding.UTF8.GetBytes(body)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Add(string list, TwinOrder order, HttpContext context)
    {
        var fault = faults.TryDequeue(out var planned) ? planned : TwinFault.None;
        if (fault == TwinFault.Busy)
        {
            context.Response.Headers.RetryAfter = "0";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (fault == TwinFault.LostBefore)
        {
            context.Abort();
            return Results.Empty;
        }

        var item = items.GetOrAdd(context.Request.Headers["Idempotency-Key"].ToString(), _ => new TwinItem($"I-{items.Count + 1}", list, order.Title));
        if (fault == TwinFault.LostAfter)
            context.Abort();
        return fault == TwinFault.ErrorAfter ? Results.StatusCode(StatusCodes.Status500InternalServerError) : Results.Ok(item);
    }
}
