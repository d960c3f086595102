using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Two records that may be of one customer.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Score">How much the names are alike, 0 to 100.</param>
/// <param name="Reasons">What speaks for it and against it.</param>
public sealed record CustomerPair(Customer First, Customer Second, int Score, IReadOnlyList<string> Reasons);
