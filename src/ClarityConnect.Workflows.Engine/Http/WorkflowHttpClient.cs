using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The HTTP client of activities that call addresses without a connection: guarded, and bounded in what it reads.</summary>
public sealed class WorkflowHttpClient : IDisposable
{
    private readonly HttpClient client;

    /// <summary>Creates the client.</summary>
    /// <param name="options">What it may call, and how much it reads.</param>
    public WorkflowHttpClient(IOptions<HttpOptions> options) =>
        client = new HttpClient(GuardedHttp.CreateHandler(options.Value.AllowPrivateAddresses))
        {
            Timeout = TimeSpan.FromSeconds(100),
            MaxResponseContentBufferSize = options.Value.MaxResponseBytes,
        };

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Status, headers, and the body: parsed where it is JSON, else text.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: the answer says that it is JSON and is not.</exception>
    public async Task<(int Status, Dictionary<string, string> Headers, JsonElement Content)> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)response.StatusCode, headers, Parse(request, response, bytes));
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static JsonElement Parse(HttpRequestMessage request, HttpResponseMessage response, byte[] bytes)
    {
        if (bytes.Length == 0)
            return WorkflowJson.Null;
        if (response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            return WorkflowJson.ToElement(Encoding.UTF8.GetString(bytes));
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException) when (!response.IsSuccessStatusCode)
        {
            return WorkflowJson.ToElement(Encoding.UTF8.GetString(bytes));
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.InvalidData, $"{request.RequestUri} says that it answers JSON, but its answer is not: {exception.Message}", exception);
        }
    }
}
