using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Dead letters in a case: somebody retries what was given up.</summary>
internal static class CaseRetries
{
    /// <summary>Retries the newest open dead letter of a run, and returns when the run has taken it up.</summary>
    /// <returns>Why it could not; null if it could.</returns>
    public static async Task<string?> RetryAsync(WorkflowHarness harness, string instanceId, string activity, CancellationToken cancellationToken)
    {
        var events = harness.Services.GetRequiredService<InstanceEvents>();
        var next = events.NextBurst(instanceId);
        var filter = new DeadLetterFilter { InstanceId = instanceId, Take = 1 };
        if (await harness.Instances.ListDeadLettersAsync(filter, cancellationToken) is not [{ ResolvedAt: null } letter])
            return $"A step of the case retries from '{activity}', and the run was not given up.";
        if (!await harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryFrom, "case", activity), cancellationToken))
            return $"The run cannot be retried from '{activity}'.";
        harness.Services.GetRequiredService<Dispatcher>().Wake();
        await next.WaitAsync(cancellationToken);
        return null;
    }
}
