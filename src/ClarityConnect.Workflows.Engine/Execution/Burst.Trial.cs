using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>One activity alone, for its author to see what it does. Nothing is committed, so what it wished for is forgotten.</content>
internal sealed partial class Burst
{
    /// <summary>Runs an activity as if the workflow had come to it.</summary>
    /// <param name="activity">The activity.</param>
    /// <param name="variables">The values of variables by id; others begin as they are declared.</param>
    /// <returns>The row that the journal would have of it.</returns>
    public async Task<ActivityExecutionRow> TryAsync(CompiledActivity activity, IReadOnlyDictionary<string, JsonElement> variables)
    {
        foreach (var (name, value) in Workflow.InputDefaults)
            State.Input.TryAdd(name, new StateValue(value));
        var execution = Enter(activity.Index, variables);
        var context = new BurstContext(this, execution);
        execution.Attempt = 1;
        try
        {
            await Evaluator.EvaluateAsync(execution, context.Compiled.Inputs, context.Inputs, CancellationToken);
            RecordInputs(context);
            await RequireHarmlessAsync(context);
            await context.Compiled.Activity.ExecuteAsync(context);
            var goesOn = context.HasWaited || context.HasChildren;
            if (context.Compiled.Activity is CodeActivity && context.Outcomes is null && !goesOn)
                context.Complete();
            AddRow(execution, context.Outcomes is null ? "Running" : "Completed", context.Outcomes ?? [], null);
        }
        catch (Exception exception) when (!IsAbandoned(exception))
        {
            RecordInputs(context);
            var where = context.Compiled.Where(Workflow.DisplayName);
            AddRow(execution, "Faulted", [], context.Redact(FailureClassifier.Describe(exception, where, 1, Services.Time.GetUtcNow())));
        }

        return rows[^1];
    }

    /// <summary>Makes the executions from the workflow itself down to an activity, with their variables.</summary>
    private ActivityExecution Enter(int node, IReadOnlyDictionary<string, JsonElement> variables)
    {
        var activity = Workflow.Activities[node];
        var parent = activity.Parent < 0 ? null : Enter(activity.Parent, variables);
        var execution = new ActivityExecution
        {
            Number = ++State.LastExecution,
            Node = node,
            Parent = parent?.Number ?? 0,
            Path = parent is null ? activity.Id : $"{parent.Path}/{activity.Id}#0",
            Status = ExecutionStatus.Running,
            StartedAt = Services.Time.GetUtcNow(),
            StartedSequence = ++State.LastSequence,
        };
        foreach (var variable in activity.Variables)
        {
            var value = variables.TryGetValue(variable.Id, out var given) ? VariableReader.Coerce(variable, given) : variable.Default;
            execution.Variables[variable.Name] = new StateValue(value);
        }

        State.Add(execution);
        return execution;
    }

    /// <exception cref="ActivityException">The activity would change something outside that is not there for tests.</exception>
    private async ValueTask RequireHarmlessAsync(BurstContext context)
    {
        var activity = context.Compiled.Activity;
        if (activity is IReachesOut)
        {
            throw new ActivityException(
                FailureKind.Rejected, $"'{context.ActivityName}' is not tried alone, because other workflows or callers would hear of it. Run the workflow to see what it does.");
        }

        if (activity.GetEffect(context) == EffectKind.None)
            return;
        var name = ConnectionOf(context);
        if (name is not null && await Services.Connections.IsSandboxAsync(name, CancellationToken))
            return;
        throw new ActivityException(FailureKind.Rejected, name is null
            ? $"'{context.ActivityName}' is not tried alone, because it would change something in another system. Run the workflow to see what it does."
            : $"'{context.ActivityName}' is not tried alone, because it would change something in another system. Choose a connection to a test account that an administrator has marked as a sandbox; '{name}' is not marked.");
    }

    private static string? ConnectionOf(BurstContext context)
    {
        var inputs = context.Compiled.Descriptor?.Inputs.Where(input => input.ConnectionTypeKey is not null).Select(input => input.Name).ToHashSet() ?? [];
        return context.Compiled.Inputs.Where(input => inputs.Contains(input.Name)).Select(input => context.Inputs[input.Slot].Converted).OfType<string>().FirstOrDefault();
    }
}
