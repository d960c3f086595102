using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>
/// Gets access tokens by OAuth 2.0: with the refresh token where there is one, else with the client's own credentials for a Web Services user.
/// A refresh token that Intacct replaces is stored with the connection, for the next start and for the other nodes.
/// </summary>
/// <param name="context">The connection.</param>
/// <param name="address">Where tokens are given.</param>
/// <param name="clientId">The client id of the application.</param>
/// <param name="clientSecret">The client secret.</param>
/// <param name="refreshToken">The refresh token; null to use the client's own credentials.</param>
/// <param name="userName">The Web Services user as user@company or user@company|entity.</param>
internal sealed class RestTokens(ConnectionContext context, Uri address, string clientId, Secret clientSecret, Secret? refreshToken, string userName)
{
    private const string Field = nameof(IntacctConnection.RefreshToken);

    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);

    // As long as another node may take from using up the token to storing the next one.
    private static readonly TimeSpan OtherNode = TimeSpan.FromSeconds(3);

    private readonly SharedSignIn<AccessToken> shared = new(token => token.EndsAt - context.Time.GetUtcNow() > RenewBefore);
    private Secret? refresh = refreshToken;
    private Secret? stored = refreshToken;

    /// <summary>The token to use.</summary>
    /// <param name="stale">The token that Intacct does not take any longer; null for none.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public Task<AccessToken> GetAsync(AccessToken? stale, CancellationToken cancellationToken) => shared.GetAsync(stale, AskAsync, cancellationToken);

    /// <summary>Asks for a new token in any case.</summary>
    public Task<AccessToken> RenewAsync(CancellationToken cancellationToken) => GetAsync(shared.Current, cancellationToken);

    private async Task<AccessToken> AskAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        var (answer, json) = await SendAsync(cancellationToken);
        if (IsRefused(answer, json) && RestFailure.IsPassing(answer) is null && await IsReplacedElsewhereAsync(cancellationToken))
            (answer, json) = await SendAsync(cancellationToken);
        if (IsRefused(answer, json))
            throw Refused(answer, json);
        if (refresh is not null && RestJson.Text(json, "refresh_token") is { } next && next != refresh.Reveal())
            await KeepAsync(new Secret(next));
        var seconds = RestJson.Number(json, "expires_in") ?? 3600;
        return new AccessToken(new Secret(RestJson.Text(json, "access_token")!), context.Time.GetUtcNow().AddSeconds((double)seconds));
    }

    private async Task<(VendorAnswer Answer, JsonElement? Json)> SendAsync(CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string> { ["client_id"] = clientId, ["client_secret"] = clientSecret.Reveal() };
        if (refresh is null)
            (form["grant_type"], form["username"]) = ("client_credentials", userName);
        else
            (form["grant_type"], form["refresh_token"]) = ("refresh_token", refresh.Reveal());
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) };
        // A refresh token that was used up by an answer that got lost is refused the second time; only a person can make a new one then.
        var answer = await VendorCall.SendAsync(context.Http, request, "Intacct's sign-in", changesSomething: false, context.Time, cancellationToken);
        return (answer, RestJson.Parse(answer.Body));
    }

    private async Task<bool> IsReplacedElsewhereAsync(CancellationToken cancellationToken)
    {
        if (refresh is null || context.Secrets is null || context.Nodes() == 1)
            return false;
        await Task.Delay(OtherNode, context.Time, cancellationToken);
        return await CatchUpAsync(cancellationToken);
    }

    /// <summary>Takes over the refresh token that another node stored.</summary>
    private async Task<bool> CatchUpAsync(CancellationToken cancellationToken)
    {
        if (refresh is null || context.Secrets is not { } secrets || await secrets.ReadAsync(Field, cancellationToken) is not { } now || now.Equals(stored))
            return false;
        refresh = stored = now;
        return true;
    }

    private async Task KeepAsync(Secret next)
    {
        refresh = next;
        // Whoever gives up now must not take the token along: the one before it is used up.
        if (context.Secrets is { } secrets && await secrets.ReplaceAsync(Field, stored, next, CancellationToken.None))
            stored = next;
    }

    private static bool IsRefused(VendorAnswer answer, JsonElement? json) => !answer.IsSuccess || RestJson.Text(json, "access_token") is null;

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
