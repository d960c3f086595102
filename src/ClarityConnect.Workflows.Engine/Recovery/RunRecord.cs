using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Recovery;

/// <summary>What is kept of an instance that is to be repeated: its columns, and the message that started it.</summary>
internal sealed class RunRecord
{
    private readonly IInstanceReader reader;

    private RunRecord(IInstanceReader reader, InstanceRow instance, InboxMessage message, string? triggerActivityId)
    {
        this.reader = reader;
        Instance = instance;
        Message = message;
        TriggerActivityId = triggerActivityId;
    }

    public InstanceRow Instance { get; }

    public InboxMessage Message { get; }

    public string? TriggerActivityId { get; }

    /// <exception cref="ActivityException">There is no such instance, or what started it was pruned.</exception>
    public static async Task<RunRecord> FindAsync(string instanceId, IInstanceReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(instanceId, cancellationToken) is not { Checkpoint: { } checkpoint } found)
            throw Refusal($"There is no run '{instanceId}', or it was pruned.");
        var json = CheckpointReader.Parse(checkpoint);
        if (JsonMembers.Text(json, "startMessage") is not { } messageId || await reader.FindMessageAsync(messageId, cancellationToken) is not { } message)
            throw Refusal($"What started the run '{instanceId}' is not kept any longer, so it cannot be repeated. Start the workflow anew.");
        return new RunRecord(reader, found.Instance, message, JsonMembers.Text(json, "trigger"));
    }

    /// <summary>Where in the recorded journal an execution began.</summary>
    public async Task<long> SequenceOfAsync(int execution, CancellationToken cancellationToken) =>
        (await reader.FindExecutionAsync(Instance.Id, execution, cancellationToken))?.StartedSequence
        ?? throw Refusal($"The run '{Instance.Id}' has no step number {execution}.");

    private static ActivityException Refusal(string message) => new(FailureKind.InvalidData, message);
}
