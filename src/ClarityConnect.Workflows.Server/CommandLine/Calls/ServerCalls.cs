using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Server.CommandLine.Calls;

/// <summary>Asks a running server, so that its rules, its audit log and its database are the same as for the pages.</summary>
internal sealed class ServerCalls : IDisposable
{
    private readonly HttpClient client;
    private readonly string role;

    /// <param name="arguments">Where the server is, and the key.</param>
    /// <param name="role">The role that the command takes, for the message that the key has another.</param>
    public ServerCalls(CommandArguments arguments, string role)
    {
        this.role = role;
        client = new HttpClient { BaseAddress = arguments.Server, Timeout = TimeSpan.FromMinutes(5) };
        if (arguments.ApiKey is { Length: > 0 } key)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content) => SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });

    public Task<HttpResponseMessage> PutAsync(string path, HttpContent content) => SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = content });

    public Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));

    /// <summary>A body of JSON.</summary>
    public static StringContent Body(JsonNode json) => new(json.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>The answer's JSON object; null if it is none.</summary>
    public static async Task<JsonObject?> JsonAsync(HttpResponseMessage response) => await NodeAsync(response) as JsonObject;

    /// <summary>The objects of an answer that is a list of them.</summary>
    /// <exception cref="ServerUnavailableException">The answer is something else.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ListAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode && await NodeAsync(response) is JsonArray list
            ? [.. list.OfType<JsonObject>()]
            : throw new ServerUnavailableException($"{await ProblemAsync(response)} Is this server of the same version as the command?");

    /// <summary>Why the server refused.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage response)
    {
        var json = await JsonAsync(response);
        return (json?["detail"] ?? json?["message"])?.ToString() ?? $"The server answered {(int)response.StatusCode}.";
    }

    public void Dispose() => client.Dispose();

    private static async Task<JsonNode?> NodeAsync(HttpResponseMessage response)
    {
        try
        {
            return JsonNode.Parse(await response.Content.ReadAsStringAsync());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            throw new ServerUnavailableException($"The server at {client.BaseAddress} does not answer: {exception.Message} Start it, or say where it is with --url.");
        }

        return (int)response.StatusCode switch
        {
            401 => throw new ServerUnavailableException($"The server wants an API key. Give it with --api-key or in {CommandArguments.KeyVariable}."),
            403 => throw new ServerUnavailableException($"The API key's role may not do this; it takes the role {role}."),
            >= 500 => throw new ServerUnavailableException($"The server failed with {(int)response.StatusCode}. Its log says why."),
            _ => response,
        };
    }
}
