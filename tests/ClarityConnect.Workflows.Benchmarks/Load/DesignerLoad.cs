using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Persistence.Security;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>How long the server takes for what the designer asks: lists of many definitions and instances, and a large flowchart.</summary>
internal static class DesignerLoad
{
    private const int Definitions = 1000;
    private const int Instances = 50_000;
    private const int Activities = 500;
    private const string Api = "/elsa/api";

    private static readonly (string Name, string Path, string? Body)[] Calls =
    [
        ("definitions, first page", $"{Api}/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=&IsSystem=False&OrderDirection=Ascending", null),
        ("definitions, searched", $"{Api}/workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=listed-77", null),
        ("definitions, all published", $"{Api}/workflow-definitions?versionOptions=Published", null),
        ("definitions, all latest or published", $"{Api}/workflow-definitions?versionOptions=LatestOrPublished", null),
        ("is a name unique", $"{Api}/workflow-definitions/validation/is-name-unique?name=Workflow%2012", null),
        ("instances, first page", $"{Api}/workflow-instances", """{"page":0,"pageSize":10,"orderDirection":"Descending"}"""),
        ("instances, page 100 of the finished", $"{Api}/workflow-instances", """{"page":99,"pageSize":10,"statuses":["Finished"],"orderBy":"Finished"}"""),
        ("instances, searched", $"{Api}/workflow-instances", """{"page":0,"pageSize":10,"searchTerm":"c4242"}"""),
        ("instances, of a time", $"{Api}/workflow-instances", """{"page":0,"pageSize":10,"timestampFilters":[{"column":"FinishedAt","operator":"LessThan","timestamp":"2100-01-01T00:00:00Z"}]}"""),
        ("descriptors of all activities", $"{Api}/descriptors/activities?Refresh=True", null),
        ($"flowchart of {Activities}, load", $"{Api}/workflow-definitions/by-definition-id/large", null),
    ];

    public static async IAsyncEnumerable<LoadResult> RunAsync(ServerUnderLoad server, LoadOptions options)
    {
        var (key, _) = await server.Services.GetRequiredService<ApiKeyStore>().CreateAsync("load", "Administrator", CancellationToken.None);
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        var fill = await FillAsync(server);
        for (var round = 0; round < options.Rounds; round++)
        {
            foreach (var (name, path, body) in Calls)
                yield return await MeasureAsync(name, fill, options, client, path, () => body, _ => { });
            var model = JsonNode.Parse(await SendAsync(client, $"{Api}/workflow-definitions/by-definition-id/large", null))!;
            foreach (var publish in (bool[])[false, true])
            {
                yield return await MeasureAsync(
                    $"flowchart of {Activities}, {(publish ? "publish" : "save")}",
                    fill,
                    options,
                    client,
                    $"{Api}/workflow-definitions",
                    () =>
                    {
                        model["description"] = Guid.NewGuid().ToString();
                        return new JsonObject { ["model"] = model, ["publish"] = publish }.ToJsonString();
                    },
                    answer => model = JsonNode.Parse(answer)!["workflowDefinition"]!.DeepClone());
            }
        }
    }

    private static async Task<string> FillAsync(ServerUnderLoad server)
    {
        var publisher = server.Services.GetRequiredService<DefinitionPublisher>();
        for (var n = 0; n < Definitions; n++)
        {
            var json = JsonNode.Parse(LoadWorkflows.Sequence(5))!.AsObject();
            (json["definitionId"], json["name"]) = ($"listed-{n}", $"Workflow {n}");
            if (n % 20 == 0)
                json["options"] = new JsonObject { ["usableAsActivity"] = true };
            await publisher.SaveAsync(DefinitionDocument.From(json), publish: true, CancellationToken.None);
        }

        await publisher.SaveAsync(DefinitionDocument.From(Large()), publish: false, CancellationToken.None);
        var waiting = await server.PublishAsync(LoadWorkflows.Sequence(5, waits: true));
        var light = await server.PublishAsync(LoadWorkflows.Sequence(5));
        return $"{Definitions:N0} definitions, {await FullDatabase.FillAsync(server, waiting, light, Instances)}";
    }

    private static JsonObject Large()
    {
        var activities = Enumerable.Range(0, Activities).Select(n => JsonNode.Parse(
            $$$"""
            {"id":"a{{{n}}}","type":"Elsa.WriteLine","version":1,"name":"WriteLine{{{n}}}","metadata":{"designer":{"position":{"x":{{{n * 10}}},"y":{{{n}}} },"size":{"width":170.4,"height":54} } },
             "text":{"typeName":"String","expression":{"type":"Literal","value":"line {{{n}}}"} } }
            """));
        var connections = Enumerable.Range(1, Activities - 1).Select(n => JsonNode.Parse(
            $$$"""{"source":{"activity":"a{{{n - 1}}}","port":"Done"},"target":{"activity":"a{{{n}}}","port":"In"},"vertices":[]}"""));
        return new JsonObject
        {
            ["definitionId"] = "large",
            ["name"] = "Large",
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1",
                ["activities"] = new JsonArray([.. activities]), ["connections"] = new JsonArray([.. connections]),
            },
        };
    }

    private static async Task<LoadResult> MeasureAsync(
        string name, string fill, LoadOptions options, HttpClient client, string path, Func<string?> body, Action<string> hear)
    {
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < options.WarmUp / 2;)
            hear(await SendAsync(client, path, body()));
        var latencies = new Latencies();
        for (var began = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(began) < options.Duration;)
        {
            var request = body();
            var start = TimeProvider.System.GetTimestamp();
            var answer = await SendAsync(client, path, request);
            latencies.Add(TimeProvider.System.GetElapsedTime(start));
            hear(answer);
        }

        return new LoadResult(
            name,
            -latencies.At(0.5),
            string.Create(CultureInfo.InvariantCulture, $"p50 {latencies.At(0.5):0.0} ms, p99 {latencies.At(0.99):0.0} ms ({latencies.Count} calls)"),
            "p99 ≤ 150 ms",
            $"one call at a time, over HTTP until the whole answer is there; {fill}");
    }

    private static async Task<string> SendAsync(HttpClient client, string path, string? body)
    {
        using var response = body is null ? await client.GetAsync(path) : await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {(int)response.StatusCode} {text}");
    }
}
