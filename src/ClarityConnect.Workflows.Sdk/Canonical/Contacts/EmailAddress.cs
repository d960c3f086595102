namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>An e-mail address in its normal form.</summary>
/// <param name="Address">The address, its domain in small letters; as it came, but for spaces around it, where it is none; null where there is none.</param>
/// <param name="Problem">What is wrong with it, in words; null if nothing is.</param>
public sealed record EmailAddress(string? Address, string? Problem)
{
    /// <summary>Whether there is an address and nothing is wrong with it.</summary>
    public bool IsValid => Address is not null && Problem is null;
}
