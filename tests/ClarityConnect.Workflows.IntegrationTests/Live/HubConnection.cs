using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Live;

/// <summary>A viewer that speaks SignalR's JSON protocol over a plain WebSocket, as Studio's client does.</summary>
internal sealed class HubConnection : IDisposable
{
    private const string Path = "/elsa/hubs/workflow-instance";
    private const char End = '\u001e';
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly Queue<JsonObject> received = [];
    private string rest = "";

    private HubConnection()
    {
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Negotiates and connects.</summary>
    public static async Task<HubConnection> OpenAsync(Uri server, params (string Name, string Value)[] headers)
    {
        using var negotiated = await NegotiateAsync(server, headers);
        var answer = (await negotiated.Content.ReadFromJsonAsync<JsonObject>(Token))!;
        return await ConnectAsync(server, answer["connectionToken"]!.GetValue<string>(), headers);
    }

    public static async Task<HttpResponseMessage> NegotiateAsync(Uri server, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Path}/negotiate?negotiateVersion=1");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request, Token);
    }

    /// <summary>Connects without or after a negotiation.</summary>
    /// <exception cref="WebSocketException">The server refuses.</exception>
    public static async Task<HubConnection> ConnectAsync(Uri server, string? connectionToken, params (string Name, string Value)[] headers)
    {
        var connection = new HubConnection();
        try
        {
            foreach (var (name, value) in headers)
                connection.socket.Options.SetRequestHeader(name, value);
            var query = connectionToken is null ? "" : $"?id={connectionToken}";
            await connection.socket.ConnectAsync(new Uri($"ws://{server.Authority}{Path}{query}"), Token);
            await connection.SendAsync("""{"protocol":"json","version":1}""");
            (await connection.NextAsync()).Count.ShouldBe(0);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Asks to be told of an instance, and waits for the answer.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public async Task<string?> ObserveAsync(string instanceId)
    {
        await SendAsync(new JsonObject
        {
            ["type"] = 1, ["invocationId"] = "1", ["target"] = "ObserveInstanceAsync", ["arguments"] = new JsonArray(instanceId),
        }.ToJsonString());
        while (true)
        {
            var message = await NextAsync();
            if (message["type"]!.GetValue<int>() == 3)
                return message["error"]?.GetValue<string>();
            received.Enqueue(message);
        }
    }

    /// <summary>The next message that calls something of the viewer's.</summary>
    public async Task<(string Target, JsonObject Argument)> HearAsync()
    {
        while (true)
        {
            var message = received.Count > 0 ? received.Dequeue() : await NextAsync();
            if (message["type"]!.GetValue<int>() == 1)
                return (message["target"]!.GetValue<string>(), message["arguments"]!.AsArray().Single()!.AsObject());
        }
    }

    /// <summary>Hears until the executions of a node are told to be completed.</summary>
    /// <returns>How many messages on executions came until then.</returns>
    public async Task<int> UntilCompletedAsync(string node)
    {
        for (var count = 1; ;)
        {
            var (target, argument) = await HearAsync();
            if (target != "ActivityExecutionLogUpdatedAsync")
                continue;
            if (argument["stats"]!.AsArray().Any(stats =>
                    stats!["activityNodeId"]!.GetValue<string>().EndsWith(node, StringComparison.Ordinal) && stats["completedCount"]!.GetValue<int>() > 0))
                return count;
            count++;
        }
    }

    public void Dispose() => socket.Dispose();

    public static (string Name, string Value) Key(string key) => ("Authorization", new AuthenticationHeaderValue("ApiKey", key).ToString());

    private Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Token);

    private async Task<JsonObject> NextAsync()
    {
        using var patience = new CancellationTokenSource(_patience, TimeProvider.System);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, Token);
        while (!rest.Contains(End, StringComparison.Ordinal))
        {
            var part = await socket.ReceiveAsync(buffer, both.Token);
            part.MessageType.ShouldBe(WebSocketMessageType.Text, "The server closed the connection.");
            rest += Encoding.UTF8.GetString(buffer, 0, part.Count);
        }

        var at = rest.IndexOf(End, StringComparison.Ordinal);
        var message = rest[..at];
        rest = rest[(at + 1)..];
        return JsonNode.Parse(message)!.AsObject();
    }
}
