using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>
/// Exchanges the code of an OAuth 2.0 sign-in for a token, once, whoever asks first. Retail's tokens neither expire nor are they refreshed, but a
/// code works once: the token is stored as the connection's own, for the next start and for the other nodes.
/// </summary>
/// <param name="context">The connection.</param>
/// <param name="endpoint">Where codes are exchanged.</param>
/// <param name="signIn">The sign-in.</param>
internal sealed class SignInToken(ConnectionContext context, Uri endpoint, RetailSignIn signIn) : IRetailToken
{
    private const string Field = nameof(HeartlandRetailConnection.Token);

    // As long as another node may take from using up the code to storing the token.
    private static readonly TimeSpan OtherNode = TimeSpan.FromSeconds(3);

    private readonly SharedSignIn<Secret> shared = new(_ => true);

    public async ValueTask<Secret> GetAsync(CancellationToken cancellationToken) => await shared.GetAsync(stale: null, BeginAsync, cancellationToken);

    private async Task<Secret> BeginAsync(CancellationToken cancellationToken)
    {
        var known = await StoredAsync(cancellationToken);
        if (!string.IsNullOrWhiteSpace(known?.Reveal()))
            return known;
        Secret token;
        try
        {
            token = await ExchangeAsync(cancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Unauthorized && context.Secrets is not null && context.Nodes() > 1)
        {
            await Task.Delay(OtherNode, context.Time, cancellationToken);
            if (await StoredAsync(cancellationToken) is { } other)
                return other;
            throw;
        }

        // Whoever gives up now must not take the token along: the code is used up.
        if (context.Secrets is { } secrets)
            await secrets.ReplaceAsync(Field, known, token, CancellationToken.None);
        return token;
    }

    private async Task<Secret?> StoredAsync(CancellationToken cancellationToken) =>
        context.Secrets is { } secrets ? await secrets.ReadAsync(Field, cancellationToken) : null;

    private async Task<Secret> ExchangeAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent(
            [
                new("client_id", signIn.ClientId), new("client_secret", signIn.ClientSecret.Reveal()), new("code", signIn.Code.Reveal()),
                new("grant_type", "authorization_code"), new("redirect_uri", signIn.RedirectAddress),
            ]),
        };
        // A code that was used up by an answer that got lost is refused the second time, so nothing is done twice.
        var answer = await VendorCall.SendAsync(context.Http, request, "Heartland's sign-in", changesSomething: false, context.Time, cancellationToken);
        if (!answer.IsSuccess)
        {
            var failure = RetailFailure.From(answer, "oauth/token");
            throw failure.Kind is FailureKind.Transient or FailureKind.RateLimited ? failure : new ActivityException(
                FailureKind.Unauthorized,
                $"Heartland did not accept the sign-in code ({failure.VendorMessage ?? $"status {(int)answer.Status}"}). A code works once and not for long: sign in again, or store the token in the field 'API token'.");
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Body);
            if (RetailJson.Text(document.RootElement, "access_token") is { } value)
                return new Secret(value);
        }
        catch (JsonException)
        {
            // said below
        }

        throw new ActivityException(FailureKind.Transient, "Heartland's sign-in answered without a token. It is tried again.");
    }
}
