using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Brings e-mail addresses into one form and says whether they can be written to.</summary>
public static partial class EmailAddresses
{
    private const int LongestLocalPart = 64;
    private const int Longest = 254;

    /// <summary>Normalises an address: no spaces or "mailto:" around it, the domain in small letters. The part before the @ keeps its capitals, which its host may care for.</summary>
    /// <param name="text">The address as somebody typed it, such as " Jane.Doe@Example.COM".</param>
    public static EmailAddress Normalise(string? text)
    {
        var trimmed = (text ?? "").Trim();
        if (trimmed.Length == 0)
            return new EmailAddress(null, null);
        var bare = (Named().Match(trimmed) is { Success: true } named ? named.Groups["address"].Value : Scheme().Replace(trimmed, "")).Trim();
        var at = bare.LastIndexOf('@');
        var address = at < 0 ? bare : $"{bare[..at]}@{bare[(at + 1)..].ToLowerInvariant().TrimEnd('.')}";
        return at is > 0 and <= LongestLocalPart && address.Length <= Longest && Valid().IsMatch(address)
            ? new EmailAddress(address, null)
            : new EmailAddress(trimmed, $"'{trimmed}' is no e-mail address. One looks as name@example.com.");
    }

    /// <summary>What two addresses of the same mailbox have in common: the address in small letters; null where it is no address.</summary>
    /// <param name="text">The address.</param>
    public static string? KeyOf(string? text) => Normalise(text) is { IsValid: true } email ? email.Address!.ToLowerInvariant() : null;

    [GeneratedRegex(@"<(?<address>[^<>]+)>\s*\z")]
    private static partial Regex Named();

    [GeneratedRegex(@"\Amailto:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A[\p{L}\p{N}!#$%&'*+/=?^_`{|}~\-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~\-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}](?:[\p{L}\p{N}\-]{0,61}[\p{L}\p{N}])\z")]
    private static partial Regex Valid();
}
