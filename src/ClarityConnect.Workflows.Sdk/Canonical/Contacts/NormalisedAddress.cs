namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>An address in its normal form, and what is wrong with it.</summary>
/// <param name="Address">The address. Parts that could not be understood are kept as they came.</param>
/// <param name="Problems">What is wrong, in words; empty if nothing is.</param>
public sealed record NormalisedAddress(Address Address, IReadOnlyList<string> Problems);
