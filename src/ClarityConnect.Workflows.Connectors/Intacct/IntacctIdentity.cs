namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>Who was signed in.</summary>
/// <param name="User">The user id.</param>
/// <param name="Company">The company id.</param>
/// <param name="Entity">The entity; null for the top level.</param>
internal sealed record IntacctIdentity(string User, string Company, string? Entity);
