using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.EndToEndTests.Processes;

namespace ClarityConnect.Workflows.EndToEndTests.Serving;

/// <summary>Talks to a server process over HTTP, as a machine with an API key does.</summary>
internal sealed class ServedApi : IDisposable
{
    public const string Key = "end-to-end-tests-key-0123456789abcdef";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly ServerProcess _server;
    private readonly HttpClient _http;

    private ServedApi(ServerProcess server)
    {
        _server = server;
        _http = new HttpClient { BaseAddress = server.Address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", Key);
    }

    /// <summary>The environment that a server is started with, so that it knows the key.</summary>
    public static Dictionary<string, string> Environment => new() { ["Clarity__BootstrapApiKey"] = Key };

    /// <summary>Waits until the server is ready.</summary>
    public static async Task<ServedApi> ReadyAsync(ServerProcess server, CancellationToken ct)
    {
        var api = new ServedApi(server);
        await api.UntilAsync("/health/ready answers 200", async () =>
        {
            try
            {
                using var answer = await api._http.GetAsync("/health/ready", ct);
                return answer.StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }, ct);
        return api;
    }

    public async Task PublishAsync(string definitionId, string definition, CancellationToken ct)
    {
        (await SendAsync(HttpMethod.Post, "/elsa/api/workflow-definitions/import", definition, ct)).Dispose();
        (await SendAsync(HttpMethod.Post, $"/elsa/api/workflow-definitions/{definitionId}/publish", "{}", ct)).Dispose();
    }

    /// <returns>The new instance's id.</returns>
    public async Task<string> ExecuteAsync(string definitionId, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/elsa/api/workflow-definitions/{definitionId}/execute", "{}", ct);
        return InstanceOf(answer);
    }

    /// <returns>The instance that the server says it has accepted.</returns>
    public async Task<string> PostHookAsync(string path, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"/workflows/{path}", """{ "order": 1 }""", ct);
        return answer.StatusCode == HttpStatusCode.Accepted ? InstanceOf(answer) : throw new HttpRequestException($"The webhook was answered {answer.StatusCode}.");
    }

    public async Task<string> SubStatusAsync(string instanceId, CancellationToken ct)
    {
        using var answer = await _http.GetAsync($"/elsa/api/workflow-instances/{instanceId}", ct);
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return "unknown";
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(ct));
        return json.RootElement.GetProperty("subStatus").GetString()!;
    }

    /// <summary>Waits until an instance is where it should be.</summary>
    public Task UntilAsync(string instanceId, string subStatus, CancellationToken ct) =>
        UntilAsync($"instance {instanceId} is {subStatus}", async () => await SubStatusAsync(instanceId, ct) == subStatus, ct);

    public async Task<JsonNode> GetAsync(string path, CancellationToken ct) => JsonNode.Parse(await _http.GetStringAsync(path, ct))!;

    public async Task PostAsync(string path, string json, CancellationToken ct) => (await SendAsync(HttpMethod.Post, path, json, ct)).Dispose();

    public void Dispose() => _http.Dispose();

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> condition, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (await _server.EndsWithinAsync(Look, ct) || TimeProvider.System.GetElapsedTime(since) > ServerProcess.Patience)
                throw new TimeoutException($"It did not happen that {what}:\n{_server.Output}");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        var answer = await _http.SendAsync(request, ct);
        return answer.IsSuccessStatusCode
            ? answer
            : throw new HttpRequestException($"{method} {path} was answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }

    private static string InstanceOf(HttpResponseMessage answer) => answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
}
