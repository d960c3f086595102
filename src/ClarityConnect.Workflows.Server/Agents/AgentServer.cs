using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Agents;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>The server as the agent sees it.</summary>
internal sealed class AgentServer : IDisposable
{
    private const int RowsInPart = 500;
    private const int WaitSeconds = 25;

    private readonly HttpClient http;

    /// <param name="address">The server, with a slash at the end.</param>
    /// <param name="key">The API key.</param>
    /// <param name="handler">How requests are sent.</param>
    public AgentServer(Uri address, string key, HttpMessageHandler handler)
    {
        http = new HttpClient(handler) { BaseAddress = new Uri(address, "agent/v1/"), Timeout = TimeSpan.FromSeconds(WaitSeconds + 35) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
    }

    /// <summary>Connections are made anew now and then, so that a moved server is found.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        AllowAutoRedirect = false,
        UseCookies = false,
    };

    public async Task<AgentWelcome> HelloAsync(string version, ProbeReport report, CancellationToken cancellationToken) =>
        await ReadAsync<AgentWelcome>(HttpMethod.Post, "hello", new AgentHello(version, SageProDatabase.Write(report)), cancellationToken);

    public async Task<IReadOnlyList<AgentWork>> TakeAsync(CancellationToken cancellationToken) =>
        await ReadAsync<List<AgentWork>>(HttpMethod.Get, $"tasks?wait={WaitSeconds}&most=10", null, cancellationToken);

    public async Task BeatAsync(CancellationToken cancellationToken) => (await SendAsync(HttpMethod.Post, "heartbeat", new { }, cancellationToken)).Dispose();

    /// <summary>Reports on work, its rows in parts before the result.</summary>
    /// <returns>False if the server does not wait for it any more.</returns>
    public async Task<bool> AnswerAsync(string id, SageProAnswer? answer, AgentFailure? failure, CancellationToken cancellationToken)
    {
        var parts = (answer?.Rows ?? []).Chunk(RowsInPart).ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            using var part = await SendAsync(HttpMethod.Put, $"tasks/{id}/parts/{i}", parts[i], cancellationToken);
            if (part.StatusCode == HttpStatusCode.Conflict)
                return false;
        }

        using var response = await SendAsync(HttpMethod.Post, $"tasks/{id}/result", new AgentResult(answer?.Result ?? WorkflowJson.Null, failure, parts.Count), cancellationToken);
        return response.StatusCode != HttpStatusCode.Conflict;
    }

    public async Task TellAsync(IReadOnlyList<PostingState> news, CancellationToken cancellationToken)
    {
        var items = news.Select(state => new AgentNews(state.Reference, SageProDatabase.Write(state))).ToList();
        (await SendAsync(HttpMethod.Post, "news", items, cancellationToken)).Dispose();
    }

    public void Dispose() => http.Dispose();

    private async Task<T> ReadAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(AgentJson.Options, cancellationToken)
            ?? throw new HttpRequestException($"The server's answer to {path} is empty.");
    }

    /// <exception cref="AgentKeyRefusedException">The key is not accepted.</exception>
    /// <exception cref="HttpRequestException">The server is not reached, or does not answer as it should.</exception>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, body.GetType(), options: AgentJson.Options);
        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Conflict)
                return response;
            using (response)
            {
                var said = await response.Content.ReadAsStringAsync(cancellationToken);
                said = said.Length > 300 ? said[..300] : said;
                if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    throw new AgentKeyRefusedException($"The server does not accept the agent's key ({(int)response.StatusCode}). It needs an API key with the role Agent that has not expired. {said}");
                throw new HttpRequestException($"The server answered {(int)response.StatusCode} to {path}: {said}", null, response.StatusCode);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("The server did not answer in time.", exception);
        }
    }
}
