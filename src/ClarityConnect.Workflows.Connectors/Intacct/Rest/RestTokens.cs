using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>
/// Gets access tokens by OAuth 2.0: with the refresh token where there is one, else with the client's own credentials for a Web Services user.
/// However many calls need a token at the same time, only one of them asks for it.
/// </summary>
/// <param name="http">The connection's HTTP client.</param>
/// <param name="address">Where tokens are given.</param>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">The client secret.</param>
/// <param name="refreshToken">The refresh token; null to use the client's own credentials.</param>
/// <param name="userName">The Web Services user as user@company or user@company|entity.</param>
/// <param name="time">The clock.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; the tokens live as long as their connection.")]
internal sealed class RestTokens(HttpClient http, Uri address, string clientId, Secret clientSecret, Secret? refreshToken, string userName, TimeProvider time)
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim turn = new(1, 1);
    private Secret? refresh = refreshToken;
    private volatile AccessToken? current;

    /// <summary>The token to use.</summary>
    /// <param name="stale">The token that Intacct does not take any longer; null for none.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<AccessToken> GetAsync(AccessToken? stale, CancellationToken cancellationToken)
    {
        if (Usable(current, stale) is { } known)
            return known;
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (Usable(current, stale) is { } gotMeanwhile)
                return gotMeanwhile;
            return current = await AskAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks for a new token in any case.</summary>
    public Task<AccessToken> RenewAsync(CancellationToken cancellationToken) => GetAsync(current, cancellationToken);

    private AccessToken? Usable(AccessToken? candidate, AccessToken? stale) =>
        candidate is not null && !ReferenceEquals(candidate, stale) && candidate.EndsAt - time.GetUtcNow() > RenewBefore ? candidate : null;

    private async Task<AccessToken> AskAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["client_id"] = clientId, ["client_secret"] = clientSecret.Reveal() };
        if (refresh is null)
            (form["grant_type"], form["username"]) = ("client_credentials", userName);
        else
            (form["grant_type"], form["refresh_token"]) = ("refresh_token", refresh.Reveal());
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        // A refresh token may be used up by the answer that gets lost, so this request is not sent twice by itself.
        var answer = await VendorCall.SendAsync(http, request, "Intacct's sign-in", changesSomething: false, time, cancellationToken);
        var json = RestJson.Parse(answer.Body);
        if (!answer.IsSuccess || RestJson.Text(json, "access_token") is not { } token)
            throw Refused(answer, json);
        if (refresh is not null && RestJson.Text(json, "refresh_token") is { } next)
            refresh = new Secret(next);
        var seconds = RestJson.Number(json, "expires_in") ?? 3600;
        return new AccessToken(new Secret(token), time.GetUtcNow().AddSeconds((double)seconds));
    }

    private ActivityException Refused(VendorAnswer answer, JsonElement? json)
    {
        if (RestFailure.IsPassing(answer) is { } passing)
            return passing;
        var words = RestJson.Text(json, "error_description") ?? RestJson.Find(json)?.Text ?? RestJson.Text(json, "error") ?? $"status {(int)answer.Status}";
        return new ActivityException(
            FailureKind.Unauthorized,
            $"Intacct gave no access token: {words.TrimEnd('.')}. Check client id and client secret of the connection, and {(refresh is null ? $"that the application is authorised for the user {userName}" : "make a new refresh token; it ends when it is not used for long")}.")
        {
            VendorCode = RestJson.Find(json)?.Code ?? RestJson.Text(json, "error"),
            VendorMessage = words,
        };
    }
}
