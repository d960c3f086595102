namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>An execution of an activity in the journal of a case.</summary>
/// <param name="Activity">The activity's id.</param>
/// <param name="Status">How it ended: "Completed", "Canceled", "Faulted", or "Running" if it has not.</param>
/// <param name="Outcomes">Its outcomes; null for "Done" alone.</param>
public sealed record CaseJournalEntry(string Activity, string Status = "Completed", IReadOnlyList<string>? Outcomes = null);
