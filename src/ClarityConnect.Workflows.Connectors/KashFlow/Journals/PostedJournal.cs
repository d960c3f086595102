namespace ClarityConnect.Workflows.Connectors.KashFlow.Journals;

/// <summary>A journal as it stands in KashFlow.</summary>
/// <param name="Number">The number that people see.</param>
/// <param name="Date">The day that it belongs to.</param>
/// <param name="Reference">Our reference.</param>
/// <param name="AlreadyPosted">Whether it was there before, so that nothing was posted now.</param>
/// <param name="TotalDebit">The sum of all debits.</param>
/// <param name="TotalCredit">The sum of all credits.</param>
public sealed record PostedJournal(string Number, DateOnly Date, string Reference, bool AlreadyPosted, decimal TotalDebit, decimal TotalCredit);
