namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The general ledger of the simulated company, for tests and the demo to judge.</summary>
public sealed class IntacctSimulator
{
    internal IntacctSimulator(IntacctSystem system) => System = system;

    /// <summary>Every journal entry that was ever created, deleted ones included, in the order of their record numbers.</summary>
    public IReadOnlyList<PostedBatch> Batches => [.. System.Books.Batches.Values];

    /// <summary>References that were posted more than once in the same journal. Empty after a correct run, whatever crashed.</summary>
    public IReadOnlyList<PostedTwice> PostedTwice =>
    [
        .. Batches.Where(b => b.ReferenceNo is not null).GroupBy(b => (b.Journal, b.ReferenceNo)).Where(g => g.Count() > 1)
            .Select(g => new PostedTwice(g.Key.Journal, g.Key.ReferenceNo!, g.Count())),
    ];

    internal IntacctSystem System { get; }

    /// <summary>How often a reference was posted in a journal, deleted entries included.</summary>
    public int TimesPosted(string journal, string referenceNo) =>
        Batches.Count(b => b.Journal == journal && b.ReferenceNo == referenceNo);

    /// <summary>The balance of an account over all entries that are posted: debits positive, credits negative.</summary>
    /// <param name="accountNo">Account.</param>
    /// <param name="location">Location; null for all.</param>
    public decimal Balance(string accountNo, string? location = null) => Batches
        .Where(b => b is { Deleted: false, State: "Posted" })
        .SelectMany(b => b.Entries)
        .Where(e => e.AccountNo == accountNo && (location is null || e.Location == location))
        .Sum(e => e.Signed);

    /// <summary>Closes the books: entries dated on this day or before are refused. null opens them again.</summary>
    public void CloseBooksThrough(DateOnly? day) => System.ClosedThrough = day;
}
