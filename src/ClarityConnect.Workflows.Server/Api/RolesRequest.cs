namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What a person may do from now on.</summary>
/// <param name="Roles">One role or more.</param>
internal sealed record RolesRequest(IReadOnlyList<string>? Roles);
