namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A journal of the simulated company.</summary>
/// <param name="Number">The number.</param>
/// <param name="Date">The day.</param>
/// <param name="Comment">The comment; its first word is the caller's reference.</param>
/// <param name="Lines">The lines.</param>
public sealed record KashFlowJournal(long Number, DateOnly Date, string Comment, IReadOnlyList<KashFlowJournalLine> Lines)
{
    /// <summary>The caller's reference, the comment's first word.</summary>
    public string Reference => KashFlowBooks.FirstWord(Comment) ?? "";
}
