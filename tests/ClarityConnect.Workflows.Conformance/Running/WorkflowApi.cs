using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Running;

/// <summary>The server's public HTTP API.</summary>
internal sealed class WorkflowApi : IDisposable
{
    private const string Api = "elsa/api";
    private readonly HttpClient http;
    private readonly HttpClient callers;

    public WorkflowApi(Uri server, string apiKey)
    {
        http = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", apiKey);
        callers = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(1) };
    }

    public async Task<bool> IsReadyAsync(CancellationToken ct)
    {
        try
        {
            using var answer = await http.GetAsync("health/ready", ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <returns>The id of the definition that was imported and published.</returns>
    public async Task<string> PublishAsync(string json, CancellationToken ct)
    {
        var definition = (await SendAsync(HttpMethod.Post, $"{Api}/workflow-definitions/import", json, ct)).GetProperty("definitionId").GetString()!;
        await SendAsync(HttpMethod.Post, $"{Api}/workflow-definitions/{Uri.EscapeDataString(definition)}/publish", "{}", ct);
        return definition;
    }

    /// <returns>The id of the new instance.</returns>
    public async Task<string> StartAsync(string definition, JsonElement input, string? correlationId, CancellationToken ct)
    {
        var request = new JsonObject { ["input"] = JsonNode.Parse(input.GetRawText()), ["correlationId"] = correlationId };
        var answer = await SendAsync(HttpMethod.Post, $"{Api}/workflow-definitions/{Uri.EscapeDataString(definition)}/dispatch", request.ToJsonString(), ct);
        return answer.GetProperty("workflowInstanceId").GetString()!;
    }

    public async Task PublishEventAsync(string name, string? instanceId, string? correlationId, JsonElement? payload, CancellationToken ct)
    {
        var request = new JsonObject
        {
            ["workflowInstanceId"] = instanceId,
            ["correlationId"] = correlationId,
            ["input"] = payload is { } value ? JsonNode.Parse(value.GetRawText()) : null,
        };
        await SendAsync(HttpMethod.Post, $"{Api}/events/{Uri.EscapeDataString(name)}/trigger", request.ToJsonString(), ct);
    }

    public Task CancelAsync(string instanceId, CancellationToken ct) => SendAsync(HttpMethod.Post, $"{Api}/cancel/workflow-instances/{instanceId}", "{}", ct);

    /// <summary>Calls a workflow's own endpoint, as its callers do: without a key.</summary>
    public async Task<(int Status, string Body)> CallAsync(string method, string path, string? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"workflows/{path}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await callers.SendAsync(request, ct);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
    }

    /// <summary>The ids of the instances of some definitions, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> definitions, CancellationToken ct)
    {
        var request = new { definitionIds = definitions, orderBy = "Created", orderDirection = "Ascending", pageSize = 1000 };
        var answer = await SendAsync(HttpMethod.Post, $"{Api}/workflow-instances", JsonSerializer.Serialize(request), ct);
        return [.. answer.GetProperty("items").EnumerateArray().OrderBy(item => item.GetProperty("createdAt").GetDateTimeOffset()).Select(item => item.GetProperty("id").GetString()!)];
    }

    public async Task<Instance> ReadAsync(string id, CancellationToken ct)
    {
        var summary = await http.GetFromJsonAsync<JsonElement>($"{Api}/workflow-instances/{id}", ct);
        var executions = await http.GetFromJsonAsync<JsonElement>($"{Api}/activity-executions/list?workflowInstanceId={id}", ct);
        var variables = await http.GetFromJsonAsync<JsonElement>($"{Api}/workflow-instances/{id}/variables", ct);
        return new Instance(
            summary,
            [.. executions.GetProperty("items").EnumerateArray().Select(ReadExecution)],
            variables.GetProperty("items").EnumerateArray().ToDictionary(variable => variable.GetProperty("name").GetString()!, variable => variable.GetProperty("value").Clone()));
    }

    public void Dispose()
    {
        http.Dispose();
        callers.Dispose();
    }

    private static Execution ReadExecution(JsonElement json) => new(
        json.GetProperty("activityId").GetString()!,
        json.GetProperty("activityName").GetString(),
        json.GetProperty("activityType").GetString()!,
        json.GetProperty("status").GetString()!,
        json.GetProperty("activityState").TryGetProperty("Text", out var text) ? text.ToString() : null,
        json.GetProperty("payload").TryGetProperty("Outcomes", out var outcomes) ? [.. outcomes.EnumerateArray().Select(outcome => outcome.GetString()!)] : [],
        json.GetProperty("startedAt").GetDateTimeOffset(),
        json.GetProperty("completedAt") is { ValueKind: JsonValueKind.String } completed ? completed.GetDateTimeOffset() : null);

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, string json, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        using var answer = await http.SendAsync(request, ct);
        var body = await answer.Content.ReadAsStringAsync(ct);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{method} {path} was answered {(int)answer.StatusCode}: {body}");
        return body.Length == 0 ? default : JsonElement.Parse(body);
    }
}
