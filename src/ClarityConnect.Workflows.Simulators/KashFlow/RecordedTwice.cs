namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A reference that was recorded more than once.</summary>
/// <param name="Kind">"payment", "journal", "invoice" or "note".</param>
/// <param name="Where">The invoice number, the journal's day, or the customer.</param>
/// <param name="Reference">The caller's reference.</param>
/// <param name="Times">How often.</param>
public sealed record RecordedTwice(string Kind, string Where, string Reference, int Times);
