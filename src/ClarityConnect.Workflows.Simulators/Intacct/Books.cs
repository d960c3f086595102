using System.Collections.Immutable;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Everything that functions change. Immutable, so that a transaction works on a copy at no cost.</summary>
internal sealed record Books
{
    public static readonly Books Empty = new Books { Records = CompanySetup.Records.ToImmutableSortedDictionary(r => r.RecordNo, r => r) };

    public ImmutableSortedDictionary<long, PostedBatch> Batches { get; init; } = ImmutableSortedDictionary<long, PostedBatch>.Empty;

    /// <summary>Customers, projects, invoices, credit memos, payments and documents.</summary>
    public ImmutableSortedDictionary<long, BookedRecord> Records { get; init; } = ImmutableSortedDictionary<long, BookedRecord>.Empty;

    /// <summary>User id of the Web Services user.</summary>
    public string WebServicesUser { get; init; } = "";

    /// <summary>Functions that were executed and completed under uniqueid=true.</summary>
    public ImmutableHashSet<string> ControlIds { get; init; } = [];

    public ImmutableDictionary<string, int> BatchNumbers { get; init; } = ImmutableDictionary<string, int>.Empty;

    public long LastRecordNo { get; init; } = 6000;

    /// <summary>What changed since <see cref="Committed"/>; it goes into the state file.</summary>
    public IntacctCommit Changes { get; init; } = IntacctCommit.Nothing;

    public IEnumerable<PostedBatch> Visible => Batches.Values.Where(b => !b.Deleted);

    public Books With(PostedBatch batch) => this with
    {
        Batches = Batches.SetItem(batch.RecordNo, batch),
        BatchNumbers = BatchNumbers.SetItem(batch.Journal, Math.Max(batch.BatchNo, BatchNumbers.GetValueOrDefault(batch.Journal))),
        LastRecordNo = Math.Max(LastRecordNo, Math.Max(batch.RecordNo, batch.Entries.Max(e => e.RecordNo))),
        Changes = Changes with { Batches = [.. Changes.Batches, batch] },
    };

    public IEnumerable<BookedRecord> Of(string objectName) => Records.Values.Where(r => r.Object == objectName);

    public BookedRecord? Find(string objectName, string key) => Of(objectName).FirstOrDefault(r => r.Key == key);

    public Books With(BookedRecord record) => this with
    {
        Records = Records.SetItem(record.RecordNo, record),
        LastRecordNo = Math.Max(LastRecordNo, record.RecordNo),
        Changes = Changes with { Records = [.. Changes.Records ?? [], record] },
    };

    public Books WithExecuted(string controlId) => this with
    {
        ControlIds = ControlIds.Add(controlId),
        Changes = Changes with { ControlIds = [.. Changes.ControlIds, controlId] },
    };

    public Books Committed() => this with { Changes = IntacctCommit.Nothing };

    public Books Apply(IntacctCommit commit)
    {
        var books = commit.ControlIds.Aggregate(this, (b, id) => b.WithExecuted(id));
        books = (commit.Records ?? []).Aggregate(books, (b, record) => b.With(record));
        return commit.Batches.Aggregate(books, (b, batch) => b.With(batch)).Committed();
    }
}
