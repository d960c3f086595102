using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Hello;

/// <summary>Calls the service. One object serves all activities that use a connection, at the same time.</summary>
public sealed class ServiceClient
{
    internal const string NeededPermission = "items:write";

    private readonly ConnectionContext context;
    private readonly Uri address;
    private readonly Secret apiKey;
    private readonly Secret? signingSecret;

    internal ServiceClient(ConnectionContext context, Uri address, Secret apiKey, Secret? signingSecret) =>
        (this.context, this.address, this.apiKey, this.signingSecret) = (context, address, apiKey, signingSecret);

    internal Task<Account> AskWhoAsync(CancellationToken cancellationToken) => GetAsync<Account>("v1/account", cancellationToken);

    internal Task<List<ItemList>> ReadListsAsync(CancellationToken cancellationToken) => GetAsync<List<ItemList>>("v1/lists", cancellationToken);

    /// <summary>Adds an item, once for each key.</summary>
    internal async Task<Item> AddAsync(string list, string title, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"v1/lists/{Uri.EscapeDataString(list)}/items"))
        {
            Content = JsonContent.Create(new { title }, options: WorkflowJson.Options),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await SendAsync<Item>(request, FailureKind.OutcomeUnknown, cancellationToken);
    }

    /// <summary>Says what is wrong with the signature of a webhook; null if it is right.</summary>
    internal string? ProblemOf(WebhookRequest request) => signingSecret is null
        ? throw new ActivityException(FailureKind.Misconfigured, "The connection has no signing secret, so nobody can tell who calls. Fill it in.")
        : ServiceSignature.ProblemOf(request, signingSecret);

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        return await SendAsync<T>(request, FailureKind.Transient, cancellationToken);
    }

    // The one place that tells answers apart: the kind of a failure decides what happens next.
    /// <param name="request">The request.</param>
    /// <param name="whenLost">What it is if the request was sent and nothing useful came back: Transient for a question, OutcomeUnknown for a change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    private async Task<T> SendAsync<T>(HttpRequestMessage request, FailureKind whenLost, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey.Reveal());
        try
        {
            using var response = await context.Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Failure(response, body, whenLost);
            return JsonSerializer.Deserialize<T>(body, WorkflowJson.Options) ?? throw new JsonException("The answer is empty.");
        }
        catch (HttpRequestException exception) when (NeverSent(exception))
        {
            throw new ActivityException(FailureKind.Transient, $"The service could not be reached, so nothing was sent: {exception.Message}", exception);
        }
        catch (Exception exception) when (IsLost(exception, cancellationToken))
        {
            throw new ActivityException(whenLost, $"The service was called and its answer was lost: {exception.Message}", exception);
        }
    }

    private static bool NeverSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static bool IsLost(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static ActivityException Failure(HttpResponseMessage response, string body, FailureKind whenLost)
    {
        var (kind, advice) = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls; the step is tried again."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Check the API key of the connection."),
            >= HttpStatusCode.InternalServerError => (whenLost, "The step is tried again."),
            _ => (FailureKind.Rejected, "Correct what it complains of, then retry."),
        };
        return new ActivityException(kind, $"The service answered {(int)response.StatusCode}. {advice}")
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
            VendorMessage = body.Length > 0 ? body : null,
        };
    }
}
