using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Shop.Orders;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Shop;

/// <summary>Checks what a shop sends and reports to it.</summary>
public sealed class ShopClient
{
    private readonly HttpClient http;
    private readonly StandardWebhook signature;
    private readonly Uri? statusAddress;
    private readonly Secret? token;
    private readonly TimeProvider time;

    internal ShopClient(HttpClient http, StandardWebhook signature, Uri? statusAddress, Secret? token, TimeProvider time) =>
        (this.http, this.signature, this.statusAddress, this.token, this.time) = (http, signature, statusAddress, token, time);

    /// <summary>Says what is wrong with a request's signature or time.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The problem; null if the request comes from the shop and is no older than five minutes.</returns>
    public string? ProblemOf(WebhookRequest request) => signature.ProblemOf(request, time.GetUtcNow());

    /// <summary>Reports how an order fares. The same report with the same id may be sent again; the shop takes it once.</summary>
    /// <param name="report">The report.</param>
    /// <param name="id">The report's id, the same whenever it is sent again.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>Whether the shop knows the order.</returns>
    /// <exception cref="ActivityException">The shop refused or did not answer.</exception>
    public async Task<bool> ReportAsync(OrderStatusReport report, string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(new { type = "order.status", timestamp = now, data = report }, WorkflowJson.Options);
        var answer = await SendAsync(body, id, now, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound)
            return false;
        return answer.IsSuccess ? true : throw Failure(answer);
    }

    /// <summary>Sends a signed call that means nothing, as the specification's test message.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>What was found, for a person.</returns>
    internal async Task<string> PingAsync(CancellationToken cancellationToken)
    {
        if (statusAddress is null)
            return "The signing secret can be used. The shop takes no status reports.";
        var now = time.GetUtcNow();
        var answer = await SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { type = "ping", timestamp = now, data = new { } }, WorkflowJson.Options), $"ping-{now.ToUnixTimeMilliseconds()}", now, cancellationToken);
        return answer.IsSuccess ? $"{statusAddress.Host} accepts our signature and takes status reports." : throw Failure(answer);
    }

    private async Task<VendorAnswer> SendAsync(byte[] body, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (statusAddress is null)
            throw new ActivityException(FailureKind.Misconfigured, "The connection has no address for status reports. Fill it in, or leave this activity out.");
        using var request = new HttpRequestMessage(HttpMethod.Post, statusAddress) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(StandardWebhook.IdHeader, id);
        request.Headers.Add(StandardWebhook.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(StandardWebhook.SignatureHeader, signature.Sign(id, now, body));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        // The shop tells reports apart by their id, so one whose answer was lost is sent again.
        return await VendorCall.SendAsync(http, request, "The shop", changesSomething: false, time, cancellationToken);
    }

    private static ActivityException Failure(VendorAnswer answer)
    {
        var (kind, advice) = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Check the signing secret and the token of the connection."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (FailureKind.Transient, "It is tried again."),
            >= HttpStatusCode.BadRequest => (FailureKind.Rejected, "Correct the data and retry."),
            _ => (FailureKind.Misconfigured, "Check the connection's address for status reports."),
        };
        var words = answer.Body.Length is > 0 and <= 500 && !answer.Body.TrimStart().StartsWith('<') ? answer.Body.Trim() : null;
        return new ActivityException(kind, $"The shop refused the report with status {(int)answer.Status}{(words is null ? "" : $": {words}")}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorMessage = words,
        };
    }
}
