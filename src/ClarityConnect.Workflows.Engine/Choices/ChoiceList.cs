using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Engine.Choices;

/// <summary>What a drop-down offers now.</summary>
/// <param name="Items">The choices.</param>
/// <param name="Problem">Why there are none; null if the list could be had.</param>
public sealed record ChoiceList(IReadOnlyList<Choice> Items, string? Problem);
