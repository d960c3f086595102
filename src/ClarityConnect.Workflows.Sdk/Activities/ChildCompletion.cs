namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>The end of a child that an execution scheduled.</summary>
/// <param name="ActivityId">The child's activity id.</param>
/// <param name="ExecutionId">The child's execution id.</param>
/// <param name="Outcomes">The outcomes it completed with; empty if it was cancelled.</param>
/// <param name="Tag">What the parent gave when it scheduled the child.</param>
/// <param name="IsCancelled">Whether the child was cancelled instead of completing.</param>
public sealed record ChildCompletion(
    string ActivityId,
    string ExecutionId,
    IReadOnlyList<string> Outcomes,
    string? Tag,
    bool IsCancelled);
