using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Instances;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Starts the workflow of a dead letter from the beginning, with the same inputs, in a new instance.</summary>
internal sealed class InstanceRestart(IInstanceReader reader, IExecutionStore store, IDefinitionStore definitions, WorkflowRuntime runtime)
{
    /// <returns>The new instance, or why there is none.</returns>
    public async Task<(string? InstanceId, string? Problem)> RunAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(letter.InstanceId, cancellationToken) is not { } found)
            return (null, $"The instance '{letter.InstanceId}' was pruned, so its inputs are not known any longer.");
        var checkpoint = await CheckpointView.ReadAsync(found.Checkpoint, store, cancellationToken);
        if (checkpoint.TriggerActivityId is { } trigger)
            return (null, $"The instance was started by the event that '{trigger}' received, which is not kept. Use RetryFrom with the first activity after it.");
        var row = found.Instance;
        var published = await definitions.FindAsync(new DefinitionFilter { DefinitionIds = [row.DefinitionId], IsPublished = true }, cancellationToken);
        var version = published ?? await definitions.FindAsync(row.DefinitionVersionId, cancellationToken);
        var id = await runtime.StartAsync(
            new StartRequest(row.DefinitionId)
            {
                Version = version,
                Input = new Dictionary<string, JsonElement>(checkpoint.Input),
                CorrelationId = row.CorrelationId,
                Name = row.Name,
                RequestId = $"restart:{letter.Id}",
            },
            cancellationToken);
        if (id is null)
            return (null, $"The dead letter '{letter.Id}' was restarted already.");
        await runtime.CancelAsync(letter.InstanceId, cancellationToken);
        return (id, null);
    }
}
