using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Looks in the company's tables whether Sage Pro would take a batch.</summary>
internal static class BatchLookUp
{
    /// <returns>The refusal; null if nothing speaks against the batch.</returns>
    public static async Task<PostingState?> RefusalAsync(SageProSession session, TableMap tables, StagedBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Kind == BatchKind.Journal)
            _ = tables["accounts"];
        return await PeriodAsync(session, tables, batch, cancellationToken)
            ?? await CustomerAsync(session, batch, cancellationToken)
            ?? await LinesAsync(session, tables, batch, cancellationToken);
    }

    private static async Task<PostingState?> PeriodAsync(SageProSession session, TableMap tables, StagedBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Kind is BatchKind.Customer or BatchKind.Order || !tables.Has("periods"))
            return null;
        var periods = await session.QueryAsync("FindPeriod", new { day = batch.DocDate }, row => (Name: row.Text(0), IsClosed: row.Flag(1)), cancellationToken);
        return periods switch
        {
            [] => Refused(batch, SageProFailure.PeriodClosed, $"{batch.DocDate:yyyy-MM-dd} is in no period"),
            [{ IsClosed: true } period, ..] => Refused(batch, SageProFailure.PeriodClosed, $"Period {period.Name} of {batch.DocDate:yyyy-MM-dd} is closed"),
            _ => null,
        };
    }

    private static async Task<PostingState?> CustomerAsync(SageProSession session, StagedBatch batch, CancellationToken cancellationToken)
    {
        var number = batch.Kind == BatchKind.Customer ? batch.Customer?.Custno : batch.Custno;
        if (string.IsNullOrEmpty(number) || await session.ExistsAsync("FindCustomer", new { number }, cancellationToken))
            return null;
        return Refused(batch, SageProFailure.CustomerNotFound, $"Customer {number} is not in Sage Pro");
    }

    private static async Task<PostingState?> LinesAsync(SageProSession session, TableMap tables, StagedBatch batch, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in batch.Lines)
        {
            if (line.Account is { Length: > 0 } account && tables.Has("accounts") && seen.Add($"account {account}"))
            {
                var found = await session.QueryAsync("FindAccount", new { number = account }, row => tables.Has("accounts.active") && !row.Flag(2), cancellationToken);
                if (found.Count == 0)
                    return Refused(batch, SageProFailure.AccountNotFound, $"Account {account} not in chart (line {line.No})");
                if (found[0])
                    return Refused(batch, SageProFailure.AccountInactive, $"Account {account} is not active (line {line.No})");
            }

            if (batch.Kind == BatchKind.Receipt && line.Ref is { Length: > 0 } invoice && seen.Add($"invoice {invoice}"))
            {
                var owners = await session.QueryAsync("FindInvoice", new { number = invoice }, row => row.Text(1), cancellationToken);
                if (!owners.Contains(batch.Custno))
                    return Refused(batch, SageProFailure.InvoiceNotFound, $"Invoice {invoice} of customer {batch.Custno} is not in Sage Pro (line {line.No})");
            }

            if (line.Item is { Length: > 0 } item && seen.Add($"item {item}") && !await session.ExistsAsync("FindItem", new { number = item }, cancellationToken))
                return Refused(batch, SageProFailure.ItemNotFound, $"Item {item} is not in Sage Pro (line {line.No})");
        }

        return null;
    }

    private static PostingState Refused(StagedBatch batch, string code, string text) =>
        new() { Reference = batch.ExtRef, Status = PostingState.Rejected, Code = code, Text = text };
}
