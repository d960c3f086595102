using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>A known customer that a record may be of.</summary>
/// <param name="Customer">The known customer, as it was given.</param>
/// <param name="Kind">Whether it is the same.</param>
/// <param name="Score">How much the names are alike, 0 to 100; 100 where one of them has none and e-mail or telephone is the same.</param>
/// <param name="Reasons">What speaks for it and against it, in words.</param>
public sealed record CustomerMatch(Customer Customer, CustomerMatchKind Kind, int Score, IReadOnlyList<string> Reasons);
