namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>A customer in normal form, and what is wrong with the record.</summary>
/// <param name="Customer">The customer. Parts that could not be understood are kept as they came.</param>
/// <param name="Problems">What is wrong, in words that begin with the part; empty if nothing is.</param>
public sealed record NormalisedCustomer(Customer Customer, IReadOnlyList<string> Problems);
