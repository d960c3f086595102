using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>The records of one customer.</summary>
/// <param name="Merged">The first record, with its empty parts filled in from the others.</param>
/// <param name="Records">All records, the first of the list first.</param>
public sealed record CustomerGroup(Customer Merged, IReadOnlyList<Customer> Records);
