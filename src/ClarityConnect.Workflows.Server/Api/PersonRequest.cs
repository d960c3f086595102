namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A person to make.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Roles">What the person may do, one role or more.</param>
internal sealed record PersonRequest(string? Name, IReadOnlyList<string>? Roles);
