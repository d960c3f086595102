using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>Sends one request when it is its turn, and gives back what came, unjudged.</summary>
/// <param name="http">The connection's HTTP client.</param>
/// <param name="baseAddress">The interface, with a slash at the end.</param>
/// <param name="limits">Lets calls through.</param>
/// <param name="time">The clock.</param>
internal sealed class RestTransport(HttpClient http, Uri baseAddress, CallLimits limits, TimeProvider time)
{
    public Task<VendorAnswer> SendAsync(
        HttpMethod method, string path, JsonNode? body, string? token, bool changesSomething, CancellationToken cancellationToken) => limits.RunAsync(
        async () =>
        {
            using var request = new HttpRequestMessage(method, new Uri(baseAddress, path));
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("KfToken", token);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (body is not null)
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            return await VendorCall.SendAsync(http, request, "KashFlow", changesSomething, time, cancellationToken);
        },
        cancellationToken);
}
