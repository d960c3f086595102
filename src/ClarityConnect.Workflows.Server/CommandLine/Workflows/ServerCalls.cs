using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>Asks a running server, so that its rules, its audit log and its database are the same as for the pages.</summary>
internal sealed class ServerCalls : IDisposable
{
    private readonly HttpClient client;

    public ServerCalls(WorkflowArguments arguments)
    {
        client = new HttpClient { BaseAddress = arguments.Server, Timeout = TimeSpan.FromMinutes(5) };
        if (arguments.ApiKey is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    /// <summary>The answer's JSON; null if it has none.</summary>
    public static async Task<JsonObject?> JsonAsync(HttpResponseMessage response)
    {
        try
        {
            return JsonNode.Parse(await response.Content.ReadAsStringAsync()) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Why the server refused.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage response)
    {
        var json = await JsonAsync(response);
        return (json?["detail"] ?? json?["message"])?.ToString() ?? $"The server answered {(int)response.StatusCode}.";
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request);
        }
        catch (HttpRequestException exception)
        {
            throw new ServerUnavailableException($"The server at {client.BaseAddress} does not answer: {exception.Message} Start it, or say where it is with --url.");
        }

        return (int)response.StatusCode switch
        {
            401 => throw new ServerUnavailableException($"The server wants an API key. Give it with --api-key or in {WorkflowArguments.KeyVariable}."),
            403 => throw new ServerUnavailableException("The API key's role may not do this; it takes a Designer."),
            >= 500 => throw new ServerUnavailableException($"The server failed with {(int)response.StatusCode}. Its log says why."),
            _ => response,
        };
    }
}
