namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>An error of the REST API.</summary>
/// <param name="Code">The most exact id, such as "GL-1009"; the general code where there is none.</param>
/// <param name="Text">The words that explain it best.</param>
/// <param name="All">All words with their ids.</param>
/// <param name="Correction">What Intacct advises; null for nothing.</param>
/// <param name="SupportId">The id for Intacct's support desk; null for none.</param>
internal sealed record RestError(string Code, string Text, string All, string? Correction, string? SupportId);
