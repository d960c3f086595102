namespace ClarityConnect.Workflows.Sdk.Canonical.Fields;

/// <summary>The target's fields.</summary>
/// <param name="Values">The values by the target's field; text, number, or true and false.</param>
/// <param name="Problems">What could not be mapped, in words that name the field; empty if nothing.</param>
public sealed record MappedFields(IReadOnlyDictionary<string, object> Values, IReadOnlyList<string> Problems);
