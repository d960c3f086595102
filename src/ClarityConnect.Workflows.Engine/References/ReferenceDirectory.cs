using ClarityConnect.Workflows.Engine.Execution;

namespace ClarityConnect.Workflows.Engine.References;

/// <summary>Links records and finds them from either end. Links that come at the same time share a transaction.</summary>
/// <param name="store">Where they are kept.</param>
public sealed class ReferenceDirectory(IReferenceStore store) : IAsyncDisposable
{
    /// <summary>The most records of one group or one search that are given.</summary>
    public const int MostRecords = 500;

    private readonly GroupBatcher<IReadOnlyList<RecordLink>, IReadOnlyList<LinkOutcome>> batcher =
        new((requests, cancellationToken) => WriteAsync(store, requests, cancellationToken), limit: 64, writers: 1);

    /// <summary>Links records. What is stored when this returns is safe.</summary>
    /// <param name="links">The links.</param>
    /// <returns>What came of each, in order.</returns>
    public Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links) => batcher.AddAsync(links);

    /// <summary>Lists all records that are linked with a record, it itself among them, oldest link first.</summary>
    /// <param name="record">The record that is known.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The records; none if the record is linked with nothing.</returns>
    public async Task<IReadOnlyList<LinkedRecord>> FindGroupAsync(RecordReference record, CancellationToken cancellationToken)
    {
        var groups = await store.FindGroupsAsync([record], cancellationToken);
        return groups.Count == 0 ? [] : await store.ListAsync([.. groups.Values], MostRecords, cancellationToken);
    }

    /// <summary>Lists the groups that have a record whose id begins with a text, each with all of its records.</summary>
    /// <param name="id">The id or its beginning.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<IReadOnlyList<LinkedRecord>>> SearchAsync(string id, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Trim().Length > RecordReference.LongestId)
            return [];
        var found = await store.SearchAsync(id.Trim(), 50, cancellationToken);
        if (found.Count == 0)
            return [];
        var records = await store.ListAsync([.. found.Select(record => record.GroupId).Distinct()], MostRecords, cancellationToken);
        return [.. records.GroupBy(record => record.GroupId).Select(group => (IReadOnlyList<LinkedRecord>)[.. group])];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => batcher.DisposeAsync();

    private static async Task<IReadOnlyList<IReadOnlyList<LinkOutcome>>> WriteAsync(
        IReferenceStore store, IReadOnlyList<IReadOnlyList<RecordLink>> requests, CancellationToken cancellationToken)
    {
        var outcomes = await store.LinkAsync([.. requests.SelectMany(links => links)], cancellationToken);
        var from = 0;
        var answers = new List<IReadOnlyList<LinkOutcome>>(requests.Count);
        foreach (var links in requests)
        {
            answers.Add([.. outcomes.Skip(from).Take(links.Count)]);
            from += links.Count;
        }

        return answers;
    }
}
