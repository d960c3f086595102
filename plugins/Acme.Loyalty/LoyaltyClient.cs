using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Loyalty;

/// <summary>Calls the loyalty program. One object serves all activities that use a connection, at the same time.</summary>
public sealed class LoyaltyClient
{
    private readonly ConnectionContext context;
    private readonly Uri address;
    private readonly Secret apiKey;
    private readonly Secret? signingSecret;

    /// <param name="context">The connection's HTTP client and clock.</param>
    /// <param name="address">Where the program is.</param>
    /// <param name="apiKey">The key of the account.</param>
    /// <param name="signingSecret">What the program signs its webhooks with; null for none.</param>
    internal LoyaltyClient(ConnectionContext context, Uri address, Secret apiKey, Secret? signingSecret) =>
        (this.context, this.address, this.apiKey, this.signingSecret) = (context, address, apiKey, signingSecret);

    /// <summary>The permissions that the activities need.</summary>
    internal static IReadOnlyList<string> NeededPermissions { get; } = ["members:read", "points:write"];

    /// <summary>Asks whom the program takes us for.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<Account> AskWhoAsync(CancellationToken cancellationToken) =>
        await GetAsync<Account>("v1/account", cancellationToken) ?? throw new ActivityException(FailureKind.Misconfigured, $"There is no loyalty program at {address}. Check the address of the connection.");

    /// <summary>Lists the campaigns.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<IReadOnlyList<Campaign>> ListCampaignsAsync(CancellationToken cancellationToken) =>
        await GetAsync<List<Campaign>>("v1/campaigns", cancellationToken) ?? [];

    /// <summary>Finds a member; null if there is none.</summary>
    /// <param name="email">The member's e-mail address.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal Task<Member?> FindMemberAsync(string email, CancellationToken cancellationToken) =>
        GetAsync<Member>($"v1/members/by-email/{Uri.EscapeDataString(email)}", cancellationToken);

    /// <summary>Finds the points that were given with a reference; null if none were.</summary>
    /// <param name="reference">Our reference.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal Task<Award?> FindAwardAsync(string reference, CancellationToken cancellationToken) =>
        GetAsync<Award>($"v1/awards/{Uri.EscapeDataString(reference)}", cancellationToken);

    /// <summary>Gives points; null if there is no such member.</summary>
    /// <param name="reference">Our reference, by which the award is found again.</param>
    /// <param name="member">The member's number.</param>
    /// <param name="points">How many.</param>
    /// <param name="campaign">The campaign's code.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.OutcomeUnknown"/>: the request was sent and its answer was lost.</exception>
    internal async Task<Award?> GiveAsync(string reference, string member, int points, string campaign, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "v1/awards"))
        {
            Content = JsonContent.Create(new { reference, member, points, campaign }, options: WorkflowJson.Options),
        };
        return await SendAsync<Award>(request, FailureKind.OutcomeUnknown, cancellationToken);
    }

    /// <summary>Says what is wrong with the signature of a webhook; null if it is right.</summary>
    /// <param name="request">The request.</param>
    internal string? ProblemOf(WebhookRequest request) => signingSecret is null
        ? throw new ActivityException(FailureKind.Misconfigured, "The connection has no signing secret, so nobody can tell who calls. Fill it in.")
        : LoyaltySignature.ProblemOf(request, signingSecret, context.Time.GetUtcNow());

    private async Task<T?> GetAsync<T>(string path, CancellationToken cancellationToken)
        where T : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        return await SendAsync<T>(request, FailureKind.Transient, cancellationToken);
    }

    // <calls>
    /// <param name="request">The request.</param>
    /// <param name="whenLost">What it is if the request was sent and nothing useful came back: Transient for a question, OutcomeUnknown for a change.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer; null where the program says that there is no such thing.</returns>
    private async Task<T?> SendAsync<T>(HttpRequestMessage request, FailureKind whenLost, CancellationToken cancellationToken)
        where T : class
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey.Reveal());
        try
        {
            using var response = await context.Http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return null;
            if (!response.IsSuccessStatusCode)
                throw Failure(response, body, whenLost);
            return JsonSerializer.Deserialize<T>(body, WorkflowJson.Options);
        }
        catch (HttpRequestException exception) when (NeverSent(exception))
        {
            throw new ActivityException(FailureKind.Transient, $"The loyalty program could not be reached, so nothing was sent: {exception.Message}", exception);
        }
        catch (Exception exception) when (IsLost(exception, cancellationToken))
        {
            throw new ActivityException(whenLost, $"The loyalty program was called and its answer was lost: {exception.Message}", exception);
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
            >= HttpStatusCode.InternalServerError => (whenLost, "The step is tried again, after looking up what became of it."),
            _ => (FailureKind.Rejected, "Correct what it complains of, then retry."),
        };
        return new ActivityException(kind, $"The loyalty program answered {(int)response.StatusCode}. {advice}")
        {
            RetryAfter = response.Headers.RetryAfter?.Delta,
            VendorMessage = body.Length > 0 ? body : null,
        };
    }
    // </calls>
}
