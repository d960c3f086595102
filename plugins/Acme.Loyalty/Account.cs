namespace Acme.Loyalty;

/// <summary>Whom the program takes us for.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Permissions">What it may do, such as "points:write".</param>
public sealed record Account(string Name, IReadOnlyList<string> Permissions);
