using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>The calls that the tests make often.</summary>
internal static class ApiCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JsonObject> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        return await JsonOfAsync(response);
    }

    public static async Task<JsonObject> PostJsonAsync(this HttpClient client, string path, JsonNode? body = null)
    {
        using var response = await client.PostTextAsync(path, body?.ToJsonString() ?? "{}");
        return await JsonOfAsync(response);
    }

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string body) =>
        client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Token);

    /// <summary>Imports and publishes a definition.</summary>
    public static async Task<JsonObject> PublishAsync(this HttpClient client, JsonObject definition)
    {
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", definition);
        var published = await client.PostJsonAsync($"/elsa/api/workflow-definitions/{imported["definitionId"]}/publish");
        return published["workflowDefinition"]!.AsObject();
    }

    public static async Task<JsonObject> JsonOfAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(expected, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    /// <summary>Waits until an instance has finished.</summary>
    public static async Task<JsonObject> FinishedAsync(this HttpClient client, string instanceId)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var state = await client.GetJsonAsync($"/elsa/api/workflow-instances/{instanceId}");
            if (state["status"]!.GetValue<string>() == "Finished")
                return state;
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30), state.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }
}
