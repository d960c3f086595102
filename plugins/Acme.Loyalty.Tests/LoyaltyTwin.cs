using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Acme.Loyalty.Tests;

/// <summary>The loyalty program on this machine: it speaks the program's JSON, keeps what it is told, and fails as it is told. It knows nothing of the plugin.</summary>
internal sealed class LoyaltyTwin : IAsyncDisposable
{
    public const string ApiKey = "key-of-acme-stores";
    public const string SigningSecret = "secret-of-acme-stores";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, TwinMember> members = new();
    private readonly ConcurrentQueue<TwinAward> awards = new();
    private readonly ConcurrentQueue<TwinFault> faults = new();
    private string[] permissions = ["members:read", "points:write"];

    private LoyaltyTwin(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>All points that were ever given, in order.</summary>
    public IReadOnlyList<TwinAward> Awards => [.. awards];

    public static async Task<LoyaltyTwin> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var twin = new LoyaltyTwin(app);
        app.Use(async (context, next) =>
        {
            if (context.Request.Headers.Authorization == $"Bearer {ApiKey}")
                await next(context);
            else
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        });
        app.MapGet("/v1/account", () => new { name = "Acme Stores", permissions = twin.permissions });
        app.MapGet("/v1/campaigns", () => new[] { new { code = "SPRING", name = "Spring in the shop" }, new { code = "WELCOME", name = "Welcome" } });
        app.MapGet("/v1/members/by-email/{email}", (string email) =>
            twin.members.Values.FirstOrDefault(member => member.Email == email) is { } member ? Results.Ok(member with { Points = twin.BalanceOf(member) }) : Results.NotFound());
        app.MapGet("/v1/awards/{reference}", (string reference) =>
            twin.awards.FirstOrDefault(award => award.Reference == reference) is { } award ? Results.Ok(award) : Results.NotFound());
        app.MapPost("/v1/awards", (TwinOrder order, HttpContext context) => twin.Give(order, context));
        await app.StartAsync();
        return twin;
    }

    public void Join(string number, string name, string email, int points = 0) => members[number] = new TwinMember(number, name, email, points);

    /// <summary>What becomes of the next request to give points, and of the ones after it.</summary>
    public void Plan(params TwinFault[] next)
    {
        foreach (var fault in next)
            faults.Enqueue(fault);
    }

    public void Allow(params string[] allowed) => permissions = allowed;

    /// <summary>The header with which the program signs a webhook.</summary>
    public static string Sign(string body, DateTimeOffset at, string secret = SigningSecret)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}";
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private int BalanceOf(TwinMember member) => member.Points + awards.Where(award => award.Member == member.Number).Sum(award => award.Points);

    // The program does not mind the same reference twice: whoever sends it twice has given twice.
    private IResult Give(TwinOrder order, HttpContext context)
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

        if (!members.TryGetValue(order.Member, out var member))
            return Results.NotFound();
        var award = new TwinAward($"A-{awards.Count + 1}", order.Reference, order.Member, order.Points, order.Campaign, BalanceOf(member) + order.Points);
        awards.Enqueue(award);
        if (fault == TwinFault.LostAfter)
            context.Abort();
        return fault == TwinFault.ErrorAfter ? Results.StatusCode(StatusCodes.Status500InternalServerError) : Results.Created($"/v1/awards/{order.Reference}", award);
    }
}
