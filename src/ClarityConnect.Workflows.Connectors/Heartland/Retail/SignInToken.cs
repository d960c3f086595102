using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>
/// Exchanges the code of an OAuth 2.0 sign-in for a token, once, whoever asks first. Retail's tokens neither expire nor are they refreshed, but a
/// code works once: after that the token lives only here, as long as the server runs with this connection.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; it lives as long as its client.")]
internal sealed class SignInToken(HttpClient http, Uri endpoint, RetailSignIn signIn, TimeProvider time) : IRetailToken
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private Secret? token;

    public async ValueTask<Secret> GetAsync(CancellationToken cancellationToken)
    {
        if (token is { } known)
            return known;
        await turn.WaitAsync(cancellationToken);
        try
        {
            return token ??= await ExchangeAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

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
        var answer = await VendorCall.SendAsync(http, request, "Heartland's sign-in", changesSomething: false, time, cancellationToken);
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
