using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Acme.Samples.Orders;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Samples;

/// <summary>Calls the shop.</summary>
public sealed class ShopClient
{
    private readonly ConnectionContext context;
    private readonly Uri address;
    private readonly Secret apiKey;

    internal ShopClient(ConnectionContext context, Uri address, Secret apiKey) => (this.context, this.address, this.apiKey) = (context, address, apiKey);

    internal async Task<IReadOnlyList<Order>> ListOrdersAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        await SendAsync<List<Order>>(HttpMethod.Get, $"orders?since={Uri.EscapeDataString(since.ToString("O"))}", null, cancellationToken);

    internal async Task<string> SendTextAsync(string key, string number, string text, CancellationToken cancellationToken) =>
        (await SendAsync<SentText>(HttpMethod.Put, $"texts/{key}", new { number, text }, cancellationToken)).Id;

    internal Task<JsonElement> ReadRowAsync(string sheet, string key, CancellationToken cancellationToken) =>
        SendAsync<JsonElement>(HttpMethod.Get, $"sheets/{Uri.EscapeDataString(sheet)}/{Uri.EscapeDataString(key)}", null, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var whenLost = method == HttpMethod.Get ? FailureKind.Transient : FailureKind.OutcomeUnknown;
        using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = body is null ? null : JsonContent.Create(body, options: WorkflowJson.Options) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey.Reveal());
        try
        {
            using var response = await context.Http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Failure(response, whenLost);
            return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync(cancellationToken), WorkflowJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            throw new ActivityException(FailureKind.Transient, $"The shop cannot be reached, so nothing was sent: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ActivityException(whenLost, $"The shop was called and its answer was lost: {exception.Message}", exception);
        }
    }

    private static ActivityException Failure(HttpResponseMessage response, FailureKind whenLost) => new(
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FailureKind.Unauthorized,
            HttpStatusCode.TooManyRequests => FailureKind.RateLimited,
            >= HttpStatusCode.InternalServerError => whenLost,
            _ => FailureKind.Rejected,
        },
        $"The shop answered {(int)response.StatusCode}.")
    {
        RetryAfter = response.Headers.RetryAfter?.Delta,
    };

    private sealed record SentText(string Id);
}
