namespace ClarityConnect.Workflows.Console.People;

/// <summary>Somebody who signs in.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Roles">What the person may do.</param>
/// <param name="IsDisabled">Whether an administrator keeps the person out.</param>
/// <param name="LockedUntil">Until when wrong passwords keep the person out; null if they do not.</param>
/// <param name="HasOneTimePassword">Whether the person has yet to choose a password.</param>
public sealed record Person(string Name, IReadOnlyList<string> Roles, bool IsDisabled, DateTimeOffset? LockedUntil, bool HasOneTimePassword);
