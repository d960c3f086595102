namespace ClarityConnect.Workflows.Connectors.KashFlow.Changes;

/// <summary>What the polls have seen so far. KashFlow does not say when a record was changed, so what is remembered is what each looked like.</summary>
/// <param name="Through">The latest issue date that was seen; null where records have no date.</param>
/// <param name="Seen">What each record within reach looked like, by its number or code.</param>
public sealed record ChangeCursor(DateOnly? Through, IReadOnlyDictionary<string, SeenRecord> Seen);
