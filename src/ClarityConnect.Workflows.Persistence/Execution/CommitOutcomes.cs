using ClarityConnect.Workflows.Engine.Execution;

namespace ClarityConnect.Workflows.Persistence.Execution;

/// <summary>What became of the bursts of a batch, by what was found when their instances were locked.</summary>
internal static class CommitOutcomes
{
    public static IReadOnlyList<CommitOutcome> Of(IReadOnlyList<BurstCommit> commits, IReadOnlyDictionary<string, bool> locked) =>
    [
        .. commits.Select(commit => locked.TryGetValue(commit.Instance.Id, out var isCancelRequested)
            ? isCancelRequested ? CommitOutcome.CancelRequested : CommitOutcome.Written
            : CommitOutcome.LeaseLost),
    ];
}
