using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Testing.Workflows;

/// <content>Activities alone, and what they started.</content>
public sealed partial class WorkflowHarness
{
    private const string Alone = "Activity";

    /// <summary>
    /// Runs one activity alone, by the real engine with its durable steps and further attempts, until it has ended, failed for good or waits for an
    /// event. Pauses before further attempts are the real ones; shorten them with <see cref="RetryOptions"/>.
    /// </summary>
    /// <param name="activityType">Its type, such as "Acme.Loyalty.GivePoints".</param>
    /// <param name="inputs">An object with the inputs, such as <c>new { connection = "acme", points = 50 }</c>; null for none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<ActivityResult> RunActivityAsync(string activityType, object? inputs, CancellationToken cancellationToken)
    {
        var activity = new JsonObject { ["id"] = Alone, ["name"] = Alone, ["type"] = activityType, ["version"] = 1 };
        foreach (var (name, value) in Members(inputs))
        {
            var isText = value is JsonValue text && text.GetValueKind() == JsonValueKind.String;
            activity[name] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = isText ? "Literal" : "Object", ["value"] = isText ? value!.GetValue<string>() : value?.ToJsonString() ?? "null" },
            };
        }

        var definitionId = Services.GetRequiredService<IdGenerator>().Next();
        await PublishAsync(
            new JsonObject
            {
                ["definitionId"] = definitionId,
                ["name"] = activityType,
                ["root"] = new JsonObject { ["id"] = "Steps", ["name"] = "Steps", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(activity) },
            }.ToJsonString(),
            cancellationToken);
        var begun = await RunAsync(definitionId, null, cancellationToken);
        return await ResultAsync(await RestAsync(begun.Instance.Id, cancellationToken), cancellationToken);
    }

    /// <summary>The runs of a definition, oldest first, each when it has ended, failed for good or waits for an event: for what a trigger started.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IReadOnlyList<WorkflowRun>> RunsAsync(string definitionId, CancellationToken cancellationToken)
    {
        var runs = new List<WorkflowRun>();
        foreach (var id in (await Instances.ListIdsAsync(new InstanceFilter { DefinitionIds = [definitionId] }, null, int.MaxValue, cancellationToken)).Order(StringComparer.Ordinal))
            runs.Add(await RestAsync(id, cancellationToken));
        return runs;
    }

    private static JsonObject Members(object? values) =>
        values is null ? new JsonObject() : JsonSerializer.SerializeToNode(values, WorkflowJson.Options)!.AsObject();

    private async Task<WorkflowRun> RestAsync(string id, CancellationToken cancellationToken)
    {
        var events = Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(id);
            var run = await ReadAsync(id, cancellationToken);
            var waits = run.Instance.Status == InstanceStatus.Suspended && (await Instances.ListBookmarksAsync(id, cancellationToken)).Count > 0;
            if (waits || run.Instance.Status is InstanceStatus.Finished or InstanceStatus.Cancelled or InstanceStatus.Faulted)
                return run;
            await next.WaitAsync(cancellationToken);
        }
    }

    private async Task<ActivityResult> ResultAsync(WorkflowRun run, CancellationToken cancellationToken)
    {
        var letters = await Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = run.Instance.Id }, cancellationToken);
        var letter = letters.Count > 0 ? letters[0] : null;
        var execution = run.Executions.LastOrDefault(execution => execution.ActivityId == Alone);
        var outcomes = execution is null ? null : WorkflowRun.Detail(execution, "outcomes");
        var outputs = execution is null ? null : WorkflowRun.Detail(execution, "outputs");
        return new ActivityResult(
            run,
            outcomes is { ValueKind: JsonValueKind.Array } ports ? [.. ports.EnumerateArray().Select(port => port.GetString()!)] : [],
            outputs is { ValueKind: JsonValueKind.Object } values ? values.EnumerateObject().ToDictionary(output => output.Name, output => output.Value) : [],
            letter?.Message,
            letter?.Kind);
    }
}
