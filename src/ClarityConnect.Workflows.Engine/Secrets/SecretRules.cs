using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>What a secret may be called and hold. Each method gives what is wrong in a sentence for people; null if nothing is.</summary>
public static partial class SecretRules
{
    /// <summary>How many characters a display name or a description may have.</summary>
    public const int LongestText = 400;

    /// <summary>Checks the name.</summary>
    /// <param name="name">The name.</param>
    public static string? OfName(string? name) => name switch
    {
        null => "A secret needs a name.",
        "picker" or "descriptors" => $"A secret cannot be called '{name}'. Choose another name.",
        _ => Names().IsMatch(name) ? null : "A secret's name has 1 to 100 letters, digits, dots, dashes and underscores, and does not begin with a dot.",
    };

    /// <summary>Checks the value.</summary>
    /// <param name="value">The value.</param>
    public static string? OfValue(string? value) => value is { Length: >= SecretDirectory.ShortestValue and <= SecretDirectory.LongestValue }
        ? null
        : $"A secret's value has {SecretDirectory.ShortestValue} to {SecretDirectory.LongestValue} characters. A shorter one could not be told from other text.";

    /// <summary>Checks what is said of it.</summary>
    /// <param name="displayName">The name that people see.</param>
    /// <param name="description">What it is for.</param>
    public static string? OfTexts(string? displayName, string? description) => displayName?.Length > LongestText || description?.Length > LongestText
        ? $"Names and descriptions have at most {LongestText} characters."
        : null;

    /// <summary>Checks the time of its end.</summary>
    /// <param name="expiresAt">From when on it is not given any longer; null for never.</param>
    /// <param name="now">The present.</param>
    public static string? OfExpiry(DateTimeOffset? expiresAt, DateTimeOffset now) =>
        expiresAt <= now ? $"The secret would expire at {expiresAt:u}, which has passed. Give a later time, or none." : null;

    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex Names();
}
