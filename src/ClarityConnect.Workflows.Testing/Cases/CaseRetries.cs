using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Testing.Workflows;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Second attempts in a case, as somebody makes them with a dead letter.</summary>
internal static class CaseRetries
{
    private const string By = "case";

    /// <returns>Why nothing can be tried again; null if it is.</returns>
    public static async Task<string?> RetryAsync(WorkflowHarness harness, string id, CaseRetry retry, CancellationToken cancellationToken)
    {
        var letters = await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id, Take = 1 }, cancellationToken);
        if (letters.Count == 0 || letters[0].ResolvedAt is not null)
            return "A step of the case tries again what failed, and nothing has.";
        var decision = new RedriveDecision(letters[0].Id, retry.From is null ? RedriveVerb.RetryThis : RedriveVerb.RetryFrom, By, retry.From);
        await harness.Runtime.RedriveAsync(decision, cancellationToken);
        return null;
    }
}
