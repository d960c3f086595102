using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Recovery;

/// <summary>
/// Answers the steps of a repeated instance from the record of the first. What the engine computes by itself is computed again; what reaches out of
/// the instance, reads and waits included, is looked up: the n-th execution of an activity is the n-th in the record.
/// </summary>
internal sealed class RecordedSteps(Rerun rerun, IInstanceReader reader, PayloadLoader payloads)
{
    private readonly Dictionary<string, IReadOnlyList<ActivityExecutionRow>> steps = new(StringComparer.Ordinal);

    /// <summary>What a step is answered with instead of being run; null if it is to be run.</summary>
    /// <param name="context">The step with its inputs evaluated.</param>
    /// <param name="occurrence">Which execution of its activity it is, from 0.</param>
    /// <exception cref="ActivityException">The record is not complete enough.</exception>
    public async ValueTask<RecordedStep?> FindAsync(BurstContext context, int occurrence)
    {
        if (context.Compiled.Descriptor is null || BuiltInActivities.Computed.Contains(context.Compiled.Activity.GetType()) || context.TriggerPayload is not null)
            return null;
        var recorded = await StepAsync(context.Compiled.NodeId, occurrence, context.CancellationToken);
        if (recorded is null && IsLive(context.Compiled.Descriptor))
            return null;
        var isBefore = recorded is not null && recorded.StartedSequence < rerun.FromSequence;
        var isStubbed = rerun.StubsWrites && (context.Compiled.Activity is IReachesOut || (context.Compiled.Activity is IWritesHere && !rerun.IsClosed) || context.Compiled.Activity.GetEffect(context) != EffectKind.None);
        if (recorded is null && rerun.IsClosed && IsMissed(context))
            throw new ActivityException(FailureKind.Misconfigured, $"The case has no answer number {occurrence + 1} for '{context.ActivityName}' ({context.ActivityId}). Add one to its answers.");
        if (!isBefore && !isStubbed)
            return null;
        if (recorded is { Status: "Completed" })
            return await ReadAsync(recorded, context);
        if (recorded is { Status: "Faulted", Details: { } details } && isBefore)
            throw FailureOf(CheckpointReader.Parse(details));
        return isStubbed && !isBefore ? RecordedStep.Stub : null;
    }

    private bool IsLive(ActivityDescriptor descriptor) =>
        rerun.LiveConnections is { } live && descriptor.Inputs.Any(input => input.ConnectionTypeKey is { } type && live.Contains(type));

    /// <summary>Whether a step that the record does not have would reach out; waits, the mapping tables of this server, and what only computes do not.</summary>
    private static bool IsMissed(BurstContext context) =>
        (context.Compiled.Activity.GetType().Assembly != typeof(RecordedSteps).Assembly && (context.Compiled.Activity is IReachesOut or Trigger || context.Compiled.Descriptor!.Inputs.Any(input => input.ConnectionTypeKey is not null)))
        || context.Compiled.Activity.GetType().Namespace == typeof(Activities.Http.SendHttpRequest).Namespace
        || context.Compiled.Activity.GetEffect(context) != EffectKind.None;

    private static ActivityException FailureOf(JsonElement details)
    {
        var failure = JsonMembers.Find(details, "exception") ?? WorkflowJson.Null;
        var kind = Enum.TryParse<FailureKind>(JsonMembers.Text(failure, "kind"), out var known) ? known : FailureKind.Rejected;
        return new ActivityException(kind is FailureKind.Transient or FailureKind.RateLimited ? FailureKind.Rejected : kind, JsonMembers.Text(failure, "message") ?? "It failed.");
    }

    private async ValueTask<ActivityExecutionRow?> StepAsync(string nodeId, int occurrence, CancellationToken cancellationToken)
    {
        if (!steps.TryGetValue(nodeId, out var rows))
            steps[nodeId] = rows = await reader.ListExecutionsAsync(rerun.InstanceId, nodeId, cancellationToken);
        return occurrence < rows.Count ? rows[occurrence] : null;
    }

    private async ValueTask<RecordedStep> ReadAsync(ActivityExecutionRow recorded, BurstContext context)
    {
        if (recorded.Details is not { } bytes)
            return RecordedStep.Stub;
        var details = CheckpointReader.Parse(bytes);
        var outputs = new Dictionary<string, JsonElement>();
        if (JsonMembers.Find(details, "outputs") is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var output in members.EnumerateObject())
                outputs[output.Name] = await ReadAsync(output, context);
        }

        var outcomes = JsonMembers.List(details, "outcomes").Select(ValueConversion.ToText).ToArray();
        return new RecordedStep(outputs, outcomes.Length == 0 ? Execution.Flow.Done : outcomes);
    }

    private async ValueTask<JsonElement> ReadAsync(JsonProperty output, BurstContext context)
    {
        if (output.Value.ValueKind != JsonValueKind.Object || !output.Value.TryGetProperty("$cut", out _))
            return output.Value;
        var value = JsonMembers.Text(output.Value, "hash") is { } hash ? StateValue.Reference(hash, 0) : null;
        return value is null
            ? throw new ActivityException(FailureKind.InvalidData, $"The recorded output '{output.Name}' was too large to be kept. Repeat the run from an earlier step.")
            : await payloads.ReadAsync(value, context.CancellationToken);
    }
}
