namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>Two records of a list that are, or may be, of one customer.</summary>
/// <param name="First">The place of the one in the list, from 0.</param>
/// <param name="Second">The place of the other, after the first.</param>
/// <param name="Kind">Whether they are the same.</param>
/// <param name="Score">How much the names are alike, 0 to 100.</param>
/// <param name="Reasons">What speaks for it and against it, in words.</param>
public sealed record DuplicatePair(int First, int Second, CustomerMatchKind Kind, int Score, IReadOnlyList<string> Reasons);
