using System.Collections.Concurrent;
using Acme.Samples.Orders;
using ClarityConnect.Workflows.Testing.Conformance;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>The shop of the samples. It knows the keys of the texts that it has sent.</summary>
internal static class ShopTwin
{
    private const string Key = "key-of-the-shop";

    public static async Task<ConnectorTwin> OpenAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var orders = new ConcurrentQueue<Order>();
        var texts = new ConcurrentDictionary<string, string>();
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {Key}")
                await next(context);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        app.MapGet("/orders", (DateTimeOffset since) => orders.Where(order => order.ChangedAt >= since));
        app.MapGet("/sheets/prices/{sku}", (string sku) => new { sku, price = "12.50", tiers = new[] { new { from = 10 } } });
        app.MapPut("/texts/{key}", (string key) => new { id = texts.GetOrAdd(key, _ => $"T-{texts.Count + 1}") });
        await app.StartAsync(cancellationToken);
        return new ConnectorTwin(new Uri(app.Urls.Single()), address => new { address, apiKey = Key, allowPrivateAddresses = true }, app)
        {
            CountEffects = () => texts.Count,
            HappenAsync = _ =>
            {
                orders.Enqueue(new Order { Number = $"{orders.Count + 1}", ChangedAt = time.GetUtcNow(), Items = [new OrderedItem("A-1", 2)] });
                return Task.CompletedTask;
            },
        };
    }
}
