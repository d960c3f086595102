using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Runs definitions, each with an id of its own, on the engine that the class shares.</summary>
public abstract class SemanticsTests(EngineFixture engine) : IClassFixture<EngineFixture>, IDisposable
{
    private readonly CancellationTokenSource limit = Limit();

    protected WorkflowHarness Harness => engine.Harness;

    protected CancellationToken Token => limit.Token;

    public void Dispose()
    {
        limit.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string NewId() => $"case-{Guid.NewGuid():N}";

    /// <summary>Publishes a definition and runs it until it ends or waits.</summary>
    protected async Task<WorkflowRun> RunAsync(JsonObject root, bool isTokenBased = false, JsonObject? options = null, Dictionary<string, JsonElement>? input = null) =>
        await Harness.RunAsync(await PublishAsync(root, isTokenBased, options), input, Token);

    /// <summary>Publishes a definition and runs it to its end.</summary>
    protected async Task<WorkflowRun> FinishAsync(JsonObject root, bool isTokenBased = false, InstanceStatus status = InstanceStatus.Finished)
    {
        var run = await RunAsync(root, isTokenBased);
        return await Harness.WaitForAsync(run.Instance.Id, status, Token);
    }

    protected async Task<string> PublishAsync(JsonObject root, bool isTokenBased = false, JsonObject? options = null)
    {
        var id = NewId();
        await Harness.PublishAsync(Draw.Definition(id, root, isTokenBased, options).ToJsonString(), Token);
        return id;
    }

    /// <summary>Publishes an event to one instance and waits until it has been worked on.</summary>
    protected async Task<WorkflowRun> ResumeAsync(WorkflowRun run, string eventName, string payload = "{}")
    {
        var burst = Harness.Services.GetRequiredService<InstanceEvents>().NextBurst(run.Instance.Id);
        await Harness.Runtime.PublishAsync("Elsa.Event", eventName, null, "test", JsonElement.Parse(payload), instanceId: run.Instance.Id);
        await burst.WaitAsync(Token);
        return await Harness.ReadAsync(run.Instance.Id, Token);
    }

    protected Task<IReadOnlyList<BookmarkRow>> BookmarksAsync(WorkflowRun run) => Harness.Instances.ListBookmarksAsync(run.Instance.Id, Token);

    protected async Task<IReadOnlyList<InstanceRow>> InstancesOfAsync(string definitionId) =>
        (await Harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = [definitionId], Descending = false }, Token)).Items;

    protected static void ShouldPrint(WorkflowRun run, string lines)
    {
        run.Lines.ShouldBe(lines.Split('|', StringSplitOptions.RemoveEmptyEntries));
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    protected static ActivityExecutionRow ExecutionOf(WorkflowRun run, string activityId) => run.Executions.Last(execution => execution.ActivityId == activityId);

    protected static string[] OutcomesOf(WorkflowRun run, string activityId) =>
        [.. WorkflowRun.Detail(ExecutionOf(run, activityId), "outcomes")!.Value.EnumerateArray().Select(outcome => outcome.GetString()!)];

    protected static JsonElement OutputOf(WorkflowRun run, string activityId, string name) =>
        WorkflowRun.Detail(ExecutionOf(run, activityId), "outputs")!.Value.GetProperty(name);

    /// <summary>The messages of an instance's failures.</summary>
    protected static IEnumerable<string> MessagesOf(WorkflowRun run) =>
        run.Checkpoint.TryGetProperty("incidents", out var incidents)
            ? incidents.EnumerateArray().Select(incident => incident.GetProperty("failure").GetProperty("message").GetString()!)
            : [];

    private static CancellationTokenSource Limit()
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        source.CancelAfter(TimeSpan.FromSeconds(60));
        return source;
    }
}
