using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;

namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>The checkpoint of a snapshot, read with the definition that is here and checked as far as going on depends on it.</summary>
internal static class SnapshotState
{
    /// <exception cref="SnapshotRefusedException">The checkpoint does not fit the definition, or not together.</exception>
    public static InstanceState Read(InstanceSnapshot snapshot, InstanceRow row, CompiledWorkflow workflow)
    {
        try
        {
            var state = CheckpointReader.Read(row, snapshot.BurstNumber, snapshot.Checkpoint!.Value, workflow);
            Check(state, snapshot, row);
            return state;
        }
        catch (DefinitionInvalidException exception)
        {
            throw new SnapshotRefusedException(exception.Message);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new SnapshotRefusedException($"Its checkpoint cannot be read: {exception.Message}");
        }
    }

    private static void Check(InstanceState state, InstanceSnapshot snapshot, InstanceRow row)
    {
        foreach (var execution in state.Executions.Values)
        {
            if (execution.Parent >= execution.Number || (execution.Parent != 0 && !state.Executions.ContainsKey(execution.Parent)))
                throw new SnapshotRefusedException($"Its checkpoint has an execution {execution.Number} within {execution.Parent}, which is not there.");
        }

        if (state.Queue.Concat(state.Bookmarks.Select(bookmark => bookmark.ExecutionNumber)).FirstOrDefault(number => !state.Executions.ContainsKey(number)) is var missing && missing != 0)
            throw new SnapshotRefusedException($"Its checkpoint waits for an execution {missing}, which is not there.");
        // A failed instance remembers in its checkpoint what it waited for, and waits for nothing until somebody retries it.
        if (row.Status == InstanceStatus.Suspended && !state.Bookmarks.Select(bookmark => bookmark.Id).ToHashSet().SetEquals(snapshot.Bookmarks.Select(bookmark => bookmark.Id)))
            throw new SnapshotRefusedException("Its bookmarks are not those of its checkpoint.");
        var known = snapshot.Payloads.Select(payload => payload.Hash).ToHashSet(StringComparer.Ordinal);
        if (Values(state).Find(value => value.Hash is { } hash && !known.Contains(hash)) is { } lost)
            throw new SnapshotRefusedException($"A value of {lost.Length:N0} bytes that its checkpoint refers to is not in the file.");
    }

    private static List<StateValue> Values(InstanceState state)
    {
        var values = new List<StateValue>([.. state.Input.Values, .. state.Output.Values, .. state.FinalVariables.Values, .. state.Outputs.Values.SelectMany(outputs => outputs.Values)]);
        foreach (var execution in state.Executions.Values)
        {
            values.AddRange(execution.Variables.Values);
            values.AddRange(execution.Inputs is { } inputs ? inputs.Values : []);
            values.AddRange(execution.OutputState is { } outputs ? outputs.Values : []);
        }

        if (state.TriggerPayload is { } payload)
            values.Add(payload);
        if (state.LastResult is { } result)
            values.Add(result);
        return values;
    }
}
