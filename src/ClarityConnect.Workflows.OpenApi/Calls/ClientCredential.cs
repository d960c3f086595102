using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>OAuth 2 with client credentials: asks for a token, keeps it until shortly before it ends, and asks once however many calls wait for it.</summary>
/// <param name="scheme">Its name in the description of the API.</param>
/// <param name="context">The connection's HTTP client and clock.</param>
/// <param name="tokenAddress">Where tokens are given.</param>
/// <param name="clientId">Who we are there.</param>
/// <param name="clientSecret">The secret to it.</param>
/// <param name="scopes">What the token is to allow, with spaces between; empty for what the client has anyway.</param>
internal sealed class ClientCredential(string scheme, ConnectionContext context, string? tokenAddress, string? clientId, Secret? clientSecret, string? scopes) : ApiCredential(scheme)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private volatile Token? current;
    private Task<Token>? asking;

    /// <inheritdoc/>
    public override bool IsSet => !string.IsNullOrEmpty(clientId) && clientSecret?.Reveal() is { Length: > 0 };

    /// <inheritdoc/>
    public override async ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = Usable ?? await RefreshAsync(cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
    }

    /// <inheritdoc/>
    public override bool Refused(HttpRequestMessage request)
    {
        if (current is { } token && token.Value == request.Headers.Authorization?.Parameter)
            current = null;
        return true;
    }

    private Token? Usable => current is { } token && token.Ends > context.Time.GetUtcNow() ? token : null;

    private async Task<Token> RefreshAsync(CancellationToken cancellationToken)
    {
        Task<Token> shared;
        lock (gate)
        {
            if (Usable is { } token)
                return token;
            // Not cancelled by whoever asked first: others wait for the same token.
            if (asking is null || asking.IsCompleted)
                asking = AskAsync(CancellationToken.None);
            shared = asking;
        }

        return await shared.WaitAsync(cancellationToken);
    }

    private async Task<Token> AskAsync(CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(tokenAddress, UriKind.Absolute, out var address))
            throw new ActivityException(FailureKind.Misconfigured, $"The address of the connection for tokens, '{tokenAddress}', cannot be used. Write it as https://….");
        var fields = new Dictionary<string, string> { ["grant_type"] = "client_credentials" };
        if (!string.IsNullOrWhiteSpace(scopes))
            fields["scope"] = scopes;
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) };
        var pair = $"{Uri.EscapeDataString(clientId!)}:{Uri.EscapeDataString(clientSecret!.Reveal())}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await context.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var body = await ApiAnswer.BodyAsync(response, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw ApiFailure.Of(response, body, $"a token at {address.Host}", FailureKind.Transient, context.Time.GetUtcNow());
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("access_token", out var value) || value.GetString() is not { Length: > 0 } token)
                throw new ActivityException(FailureKind.Misconfigured, $"{address.Host} answered without a token. Check the address for tokens in the connection.");
            var seconds = json.RootElement.TryGetProperty("expires_in", out var ends) && decimal.TryParse(ApiJson.ToText(ends), System.Globalization.CultureInfo.InvariantCulture, out var given) ? (double)Math.Clamp(given, 0, 86400) : 300;
            var lifetime = TimeSpan.FromSeconds(seconds) - Margin;
            return current = new Token(token, context.Time.GetUtcNow() + (lifetime > Shortest ? lifetime : Shortest));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException or InvalidOperationException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ActivityException(FailureKind.Transient, $"No token came from {address.Host}, so nothing else was called: {exception.Message}", exception);
        }
    }

    private sealed record Token(string Value, DateTimeOffset Ends);
}
