namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A journal, location or department.</summary>
/// <param name="Id">Business id.</param>
/// <param name="Name">Name or title.</param>
public sealed record NamedRecord(string Id, string Name);
