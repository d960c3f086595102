using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>Calls the API. One object serves all activities that use a connection, at the same time.</summary>
public sealed class ApiClient
{
    private static readonly string[] Identities = ["name", "login", "username", "userName", "email", "companyName", "displayName", "id"];

    private readonly ConnectionContext context;
    private readonly IReadOnlyDictionary<string, Uri> addresses;
    private readonly IReadOnlyList<ApiCredential> credentials;

    internal ApiClient(ConnectionContext context, IReadOnlyDictionary<string, Uri> addresses, IReadOnlyList<ApiCredential> credentials) =>
        (this.context, this.addresses, this.credentials) = (context, addresses, credentials);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ActivityException">
    /// The API said no, with a status that the step cannot go on from. Kind <see cref="FailureKind.OutcomeUnknown"/>: it was sent, its answer was lost, and it must not
    /// simply be sent again.
    /// </exception>
    public async Task<ApiAnswer> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var chosen = Choose(request);
        var call = $"'{request.Method} {request.Template}'";
        var whenLost = request.IsRepeatable ? FailureKind.Transient : FailureKind.OutcomeUnknown;
        for (var isLast = false; ; isLast = true)
        {
            using var message = request.ToMessage(AddressOf(request.Server));
            message.Headers.TryAddWithoutValidation("Accept", "application/json, */*;q=0.5");
            message.Headers.TryAddWithoutValidation("User-Agent", "ClarityConnect.Workflows");
            foreach (var credential in chosen)
                await credential.ApplyAsync(message, cancellationToken);
            try
            {
                using var response = await context.Http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                var status = (int)response.StatusCode;
                if (status == 401 && !isLast && chosen.Exists(credential => credential.Refused(message)))
                    continue;
                var body = await ApiAnswer.BodyAsync(response, cancellationToken);
                return response.IsSuccessStatusCode || request.Expects(status)
                    ? new ApiAnswer(request, status, body, response.Content.Headers.ContentType?.CharSet)
                    : throw ApiFailure.Of(response, body, call, whenLost, context.Time.GetUtcNow());
            }
            catch (HttpRequestException exception) when (exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
            {
                throw new ActivityException(FailureKind.Transient, $"{message.RequestUri!.Host} could not be reached for {call}, so nothing was sent: {exception.Message}", exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                throw new ActivityException(whenLost, $"{call} was sent and its answer was lost: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Makes a call that changes nothing, and says what it found.</summary>
    /// <param name="request">The call; null where the API has none that needs no values, and then only its address is called.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<ConnectionTest> TestAsync(ApiRequest? request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            var reach = new ApiRequest(HttpMethod.Get, "/").Expect([.. Enumerable.Range(300, 200)]);
            var reached = await SendAsync(reach, cancellationToken);
            return new ConnectionTest(true, $"The address answers (with {reached.Status}). Nothing there can be asked without values, so the credentials are seen to work only by the first step.");
        }

        var answer = await SendAsync(request, cancellationToken);
        return new ConnectionTest(true, $"'{request.Method} {request.Template}' was answered with {answer.Status}{IdentityOf(answer)}.");
    }

    private static string IdentityOf(ApiAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Bytes());
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return "";
            foreach (var name in Identities)
            {
                if (json.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number && ApiJson.ToText(value) is { Length: > 0 and <= 100 } identity)
                    return $", for {name} {identity}";
            }
        }
        catch (JsonException)
        {
            // An answer without JSON says nothing of who asks.
        }

        return "";
    }

    private Uri AddressOf(string server) => addresses[server];

    private List<ApiCredential> Choose(ApiRequest request)
    {
        if (request.Credentials.Count == 0)
            return [];
        foreach (var alternative in request.Credentials.Where(alternative => alternative.Length > 0))
        {
            var found = alternative.Select(scheme => credentials.FirstOrDefault(credential => credential.Scheme == scheme && credential.IsSet)).OfType<ApiCredential>().ToList();
            if (found.Count == alternative.Length)
                return found;
        }

        return request.Credentials.Any(alternative => alternative.Length == 0)
            ? []
            : throw new ActivityException(
                FailureKind.Misconfigured,
                $"The connection '{context.Name}' has no credentials for '{request.Method} {request.Template}'. Fill in {string.Join(" or ", request.Credentials.Select(alternative => string.Join(" and ", alternative)))}.");
    }
}
