namespace ClarityConnect.Workflows.Server.Api;

/// <summary>An icon that a plugin brings.</summary>
/// <param name="Address">Where it is, relative to the server.</param>
/// <param name="Types">The activity types that it is for.</param>
/// <param name="Categories">The groups of the toolbox in which they are.</param>
internal sealed record ActivityIconView(string Address, IReadOnlyList<string> Types, IReadOnlyList<string> Categories);
