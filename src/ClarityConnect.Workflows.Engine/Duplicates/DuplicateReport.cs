namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>The duplicates in a list of customers.</summary>
/// <param name="Pairs">All pairs that are or may be the same, in the list's order.</param>
/// <param name="Groups">The records of each customer that has several for certain, as places in the list, the first of them first.</param>
/// <param name="ToReview">The pairs that a person has to decide on, without those that are in one group anyway.</param>
public sealed record DuplicateReport(
    IReadOnlyList<DuplicatePair> Pairs, IReadOnlyList<IReadOnlyList<int>> Groups, IReadOnlyList<DuplicatePair> ToReview);
