using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Recovery;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <content>How an instance that repeats another is answered from its record.</content>
internal sealed partial class Burst
{
    private RecordedSteps? recorded;

    /// <returns>Whether the step was completed without being run.</returns>
    private async ValueTask<bool> AnswerFromRecordAsync(BurstContext context, Rerun rerun)
    {
        recorded ??= new RecordedSteps(rerun, Services.Provider.GetRequiredService<IInstanceReader>(), Services.Payloads);
        var node = context.Compiled.NodeId;
        var occurrence = State.Occurrences.GetValueOrDefault(node);
        if (context.Execution.Attempt > 1)
            occurrence--;
        else
            State.Occurrences[node] = occurrence + 1;
        if (await recorded.FindAsync(context, occurrence) is not { } step)
            return false;
        foreach (var (name, value) in step.Outputs)
            SetOutput(context, name, value);
        context.Complete(step.Outcomes);
        AddEntry(
            context.Execution,
            ReferenceEquals(step, RecordedStep.Stub) ? "Stubbed" : "Replayed",
            ReferenceEquals(step, RecordedStep.Stub) ? "The write was not made, as asked for." : $"Answered from the record of run {rerun.InstanceId}.");
        return true;
    }
}
