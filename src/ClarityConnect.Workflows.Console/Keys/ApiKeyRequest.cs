using ClarityConnect.Workflows.Console.People;

namespace ClarityConnect.Workflows.Console.Keys;

/// <summary>A key that is to be made.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">From when it does not work any longer; null for never.</param>
public sealed record ApiKeyRequest(string? Name, string? Role, DateTimeOffset? ExpiresAt)
{
    /// <summary>The most characters that a key's name may have.</summary>
    public const int LongestName = 100;

    /// <summary>What keys may do, from the one that may do most; the last is for agents, whose name is the key's.</summary>
    public static IReadOnlyList<string> Roles { get; } = [.. PeopleDirectory.Roles, "Agent"];

    /// <summary>Says what is wrong with a request; null if nothing is.</summary>
    /// <param name="name">What the key is called.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="expiresAt">From when it does not work any longer.</param>
    /// <param name="now">The present.</param>
    public static string? Problem(string? name, string? role, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || name.Any(char.IsControl))
            return $"Give the key a name of at most {LongestName} characters, such as the program that uses it.";
        if (role is null || !Roles.Contains(role))
            return $"There is no role “{role}”. There are: {string.Join(", ", Roles)}.";
        return expiresAt <= now ? "The key would have expired already. Choose a day to come, or none." : null;
    }
}
