using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Reads where batches stand. Posted is said only once Sage Pro's own tables show it, where the table map says where to look.</summary>
internal sealed class BatchStates(TableMap tables)
{
    public async Task<PostingState?> FindAsync(SageProSession session, string reference, CancellationToken cancellationToken)
    {
        var row = (await session.QueryAsync("FindBatch", new { reference }, StagedRow.Read, cancellationToken)).FirstOrDefault();
        return row is null ? null : await SeenAsync(session, row, cancellationToken);
    }

    /// <summary>What has changed since it was reported.</summary>
    public async Task<IReadOnlyList<PostingState>> NewsAsync(SageProSession session, CancellationToken cancellationToken)
    {
        var news = new List<PostingState>();
        foreach (var row in await session.QueryAsync("ReadNews", null, StagedRow.Read, cancellationToken))
        {
            var state = await SeenAsync(session, row, cancellationToken);
            // Posted, but not to be seen in the books yet: told when it is.
            if (state.Status == row.State.Status)
                news.Add(state);
        }

        return news;
    }

    public static Task ReportedAsync(SageProSession session, PostingState state, CancellationToken cancellationToken) =>
        session.ExecuteAsync("MarkReported", new { reference = state.Reference, reported = $"{state.Status}:{state.Attempts}" }, cancellationToken);

    private async Task<PostingState> SeenAsync(SageProSession session, StagedRow row, CancellationToken cancellationToken)
    {
        var state = row.State;
        if (row.Kind == BatchKind.Customer)
            state = state with { CustomerNumber = (await session.QueryAsync("ReadStagedCustomer", new { reference = state.Reference }, found => found.Text(0), cancellationToken)).FirstOrDefault() };
        var (statement, number) = row.Kind switch
        {
            BatchKind.Journal when tables.Has("journals") => ("FindJournal", state.SageProNumber),
            BatchKind.Invoice => ("FindInvoice", state.SageProNumber),
            BatchKind.Order => ("FindOrder", state.SageProNumber),
            BatchKind.Customer => ("FindCustomer", state.CustomerNumber),
            _ => (null, null),
        };
        if (state.Status != PostingState.Posted || statement is null)
            return state;
        return number is not null && await session.ExistsAsync(statement, new { number }, cancellationToken)
            ? state
            : state with { Status = PostingState.Claimed, Text = $"Sage Pro's side says that it is posted, but {number ?? "its number"} is not in the books yet." };
    }
}
