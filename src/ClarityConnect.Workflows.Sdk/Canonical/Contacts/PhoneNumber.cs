namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>A telephone number in its normal form.</summary>
/// <param name="Number">The number in E.164, such as "+442079460958"; as it came, but for spaces around it, where it could not be understood; null where there is none.</param>
/// <param name="Extension">The extension, digits; null for none.</param>
/// <param name="Problem">What is wrong with it, in words; null if nothing is.</param>
public sealed record PhoneNumber(string? Number, string? Extension, string? Problem)
{
    /// <summary>Whether there is a number and nothing is wrong with it.</summary>
    public bool IsValid => Number is not null && Problem is null;
}
