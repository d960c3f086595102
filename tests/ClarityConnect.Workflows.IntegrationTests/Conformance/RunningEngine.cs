using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>One engine in memory for all tests of a class; every run publishes a definition of its own.</summary>
public sealed class RunningEngine : IAsyncLifetime
{
    private int definitions;

    public WorkflowHarness Harness { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        Harness = await WorkflowHarness.StartAsync([typeof(TakeValues), typeof(TellDay)], cancellationToken: Token);

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    /// <summary>Publishes a definition under an id of its own and runs it.</summary>
    public async Task<WorkflowRun> RunAsync(string definition, Dictionary<string, JsonElement>? input = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var json = JsonNode.Parse(definition)!;
        var id = $"definition-{Interlocked.Increment(ref definitions)}";
        json["definitionId"] = id;
        await Harness.PublishAsync(json.ToJsonString(), limit.Token);
        return await Harness.RunAsync(id, input, limit.Token);
    }

    public Task<WorkflowRun> RunRootAsync(string root, string variables = "[]") => RunAsync($$"""{"variables":{{variables}},"root":{{root}} }""");

    /// <summary>Runs activities one after the other.</summary>
    public Task<WorkflowRun> RunSequenceAsync(string variables, params string[] activities) =>
        RunRootAsync($$"""{"id":"s","type":"Elsa.Sequence","activities":[{{string.Join(',', activities)}}]}""", variables);

    /// <summary>What a WriteLine prints for an expression.</summary>
    public async Task<string> PrintAsync(string expression, string variables = "[]", string language = "JavaScript") =>
        (await RunRootAsync(WriteLine("w", expression, language), variables)).Lines.ShouldHaveSingleItem();

    /// <summary>Why a run failed.</summary>
    public async Task<DeadLetter> FailureAsync(WorkflowRun run) =>
        (await Harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = run.Instance.Id }, Token)).ShouldHaveSingleItem();

    public static string WriteLine(string id, string expression, string language = "JavaScript") =>
        $$"""{"id":"{{id}}","name":"{{id}}","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"{{language}}","value":{{JsonSerializer.Serialize(expression)}} } } }""";

    public static string Script(string id, string script, string members = "\"x\":0") =>
        $$"""{"id":"{{id}}","name":"{{id}}","type":"Elsa.RunJavaScript","script":{"typeName":"String","expression":{"type":"Literal","value":{{JsonSerializer.Serialize(script)}} } },{{members}} }""";
}
