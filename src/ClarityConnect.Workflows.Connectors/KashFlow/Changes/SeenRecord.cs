namespace ClarityConnect.Workflows.Connectors.KashFlow.Changes;

/// <summary>What a record looked like.</summary>
/// <param name="Fingerprint">A hash of what is compared, 16 characters.</param>
/// <param name="Revision">How often it was seen changed, so that a record that is changed back counts as changed.</param>
public sealed record SeenRecord(string Fingerprint, int Revision);
