using System.Collections.Immutable;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Everything that functions change. Immutable, so that a transaction works on a copy at no cost.</summary>
internal sealed record Books
{
    public static readonly Books Empty = new();

    public ImmutableSortedDictionary<long, PostedBatch> Batches { get; init; } = ImmutableSortedDictionary<long, PostedBatch>.Empty;

    /// <summary>Functions that were executed and completed under uniqueid=true.</summary>
    public ImmutableHashSet<string> ControlIds { get; init; } = [];

    public ImmutableDictionary<string, int> BatchNumbers { get; init; } = ImmutableDictionary<string, int>.Empty;

    public long LastRecordNo { get; init; } = 6000;

    public IEnumerable<PostedBatch> Visible => Batches.Values.Where(b => !b.Deleted);

    public Books With(PostedBatch batch) => this with
    {
        Batches = Batches.SetItem(batch.RecordNo, batch),
        BatchNumbers = BatchNumbers.SetItem(batch.Journal, Math.Max(batch.BatchNo, BatchNumbers.GetValueOrDefault(batch.Journal))),
        LastRecordNo = Math.Max(LastRecordNo, Math.Max(batch.RecordNo, batch.Entries.Max(e => e.RecordNo))),
    };

    /// <summary>What has to be written down to get from earlier books to these.</summary>
    public IntacctCommit? Since(Books earlier)
    {
        if (ReferenceEquals(this, earlier))
            return null;
        var batches = Batches.Values.Where(b => !earlier.Batches.TryGetValue(b.RecordNo, out var known) || !ReferenceEquals(known, b));
        return new IntacctCommit([.. ReferenceEquals(Batches, earlier.Batches) ? [] : batches], [.. ControlIds.Except(earlier.ControlIds)]);
    }

    public Books Apply(IntacctCommit commit)
    {
        var books = this with { ControlIds = ControlIds.Union(commit.ControlIds) };
        return commit.Batches.Aggregate(books, (b, batch) => b.With(batch));
    }
}
