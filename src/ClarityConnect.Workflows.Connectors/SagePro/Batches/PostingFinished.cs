using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Starts an instance for every batch that was posted or refused.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Starts when Sage Pro has posted or refused something that was delivered.", DisplayName = "Posting finished")]
public sealed class PostingFinished : ChangeTrigger<PostingState>
{
    private protected override string Kind => ChangeKind.Postings;

    private protected override string? CorrelationOf(PostingState row) => row.Reference;

    private protected override bool Means(PollContext context, PostingState row) => row.Status is PostingState.Posted or PostingState.Rejected;
}
