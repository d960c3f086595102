using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Testing.Conformance;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>A parcel service that behaves as it should.</summary>
internal sealed class ParcelTwin : IAsyncDisposable
{
    public const string Key = "key+of/the parcels";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Parcel> parcels = new();
    private readonly TimeProvider time;

    private ParcelTwin(WebApplication app, TimeProvider time) => (this.app, this.time) = (app, time);

    /// <summary>Gives a fact its twin, with a connection that has a flaw.</summary>
    public static async Task<ConnectorTwin> OpenAsync(Flaw flaw, FakeTime? time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var twin = new ParcelTwin(app, time ?? TimeProvider.System);
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers["Parcel-Key"] == Convert.ToBase64String(Encoding.UTF8.GetBytes($"shop:{Key}")))
                await next(context);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        app.MapGet("/account", () => new { name = "shop" });
        app.MapGet("/rates", () => new { standard = 4.5m });
        app.MapPost("/parcels", (Parcel sent) => twin.Add(sent.Reference));
        app.MapGet("/parcels/{reference}", (string reference) => twin.parcels.FirstOrDefault(parcel => parcel.Reference == reference) is { } found ? Results.Ok(found) : Results.NotFound());
        app.MapGet("/parcels", (DateTimeOffset since) => twin.parcels.Where(parcel => parcel.At >= since));
        await app.StartAsync(cancellationToken);
        return new ConnectorTwin(new Uri(app.Urls.Single()), address => new { address, flaw, key = Key, allowPrivateAddresses = true }, twin)
        {
            CountEffects = () => twin.parcels.Count,
            HappenAsync = _ =>
            {
                twin.Add($"from-the-counter-{twin.parcels.Count + 1}");
                return Task.CompletedTask;
            },
        };
    }

    public static SignedCall Sign(string body, DateTimeOffset at) => new(body, new Dictionary<string, string>
    {
        ["Parcel-Time"] = at.ToString("O"),
        ["Parcel-Signature"] = SignatureOf(body, at.ToString("O")),
        ["Content-Type"] = "application/json",
    });

    public static string SignatureOf(string body, string at) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes($"{at}{body}")));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Parcel Add(string reference)
    {
        var parcel = new Parcel($"P-{parcels.Count + 1}", reference, time.GetUtcNow());
        parcels.Enqueue(parcel);
        return parcel;
    }
}
