using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Customers;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>
/// Delivers batches into the staging tables, each reference once: the row itself says that it was delivered and by which order, and it is written in
/// one transaction with its lines. So an order that comes twice, or whose answer was lost, finds what it did.
/// </summary>
internal sealed class BatchStaging(SageProSettings settings, TableMap tables, TimeProvider time)
{
    private const int NumbersTried = 20;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <param name="session">An open session without a transaction.</param>
    /// <param name="given">The batch.</param>
    /// <param name="order">The id of this order; another order of a refused batch delivers it again.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task<PostingState> DeliverAsync(SageProSession session, StagedBatch given, string order, CancellationToken cancellationToken)
    {
        if (given.Company is { Length: > 0 } company && company != settings.Company)
            throw new ActivityException(FailureKind.Misconfigured, $"The batch '{given.ExtRef}' is for company {company}, but here is company {settings.Company}.");
        var batch = BatchCheck.Fit(given with { Company = settings.Company });
        var hash = BatchHash.Of(batch);
        await session.BeginAsync(cancellationToken);
        var known = (await session.QueryAsync("LockBatch", new { reference = batch.ExtRef }, StagedRow.Read, cancellationToken)).FirstOrDefault();
        if (known is not null && (!known.State.IsGivenUp || known.Order == order))
            return known.Hash == hash || known.Order == order ? known.State with { CustomerNumber = await NumberOfAsync(session, batch, cancellationToken) } : throw SageProFailure.Conflicting(batch.ExtRef);
        if (await BatchLookUp.RefusalAsync(session, tables, batch, cancellationToken) is { } refusal)
            return refusal;
        var written = await session.ExecuteAsync(known is null ? "InsertBatch" : "RenewBatch", Parameters(batch, hash, order), cancellationToken);
        if (written == 0)
            throw new ActivityException(FailureKind.Transient, $"'{batch.ExtRef}' is being delivered by somebody else at this moment. It is looked at again by itself.") { VendorCode = "RECORD_LOCKED" };
        var number = await WriteDetailsAsync(session, batch, known is not null, cancellationToken);
        await session.CommitAsync(cancellationToken);
        return new PostingState { Reference = batch.ExtRef, Status = PostingState.Delivered, CustomerNumber = number, Attempts = (known?.State.Attempts ?? 0) + 1 };
    }

    private object Parameters(StagedBatch batch, string hash, string order) => new
    {
        reference = batch.ExtRef,
        company = batch.Company,
        kind = batch.Kind,
        day = batch.DocDate,
        period = batch.Period,
        source = batch.Source,
        memo = batch.Memo,
        customer = batch.Custno,
        currency = batch.Currency,
        debit = batch.Lines.Sum(line => line.Debit ?? 0),
        credit = batch.Lines.Sum(line => line.Credit ?? 0),
        lines = batch.Lines.Count,
        hash,
        task = order,
        now = time.GetUtcNow(),
    };

    private async Task<string?> WriteDetailsAsync(SageProSession session, StagedBatch batch, bool isAgain, CancellationToken cancellationToken)
    {
        if (isAgain)
        {
            await session.ExecuteAsync("DeleteLines", new { reference = batch.ExtRef }, cancellationToken);
            await session.ExecuteAsync("DeleteCustomer", new { reference = batch.ExtRef }, cancellationToken);
        }

        foreach (var line in batch.Lines)
        {
            await session.ExecuteAsync(
                "InsertLine",
                new
                {
                    reference = batch.ExtRef,
                    number = line.No,
                    account = line.Account,
                    department = line.Dept,
                    debit = line.Debit ?? 0,
                    credit = line.Credit ?? 0,
                    memo = line.Memo,
                    document = line.Ref,
                    customer = line.Custno,
                    item = line.Item,
                    quantity = line.Qty ?? 0,
                    price = line.Price ?? 0,
                },
                cancellationToken);
        }

        return batch.Customer is { } customer ? await WriteCustomerAsync(session, batch.ExtRef, customer, cancellationToken) : null;
    }

    private async Task<string> WriteCustomerAsync(SageProSession session, string reference, StagedCustomer customer, CancellationToken cancellationToken)
    {
        var isNew = string.IsNullOrEmpty(customer.Custno);
        var number = isNew ? await FreeNumberAsync(session, reference, cancellationToken) : customer.Custno!;
        if (!isNew && customer.KeepsEmpty == true)
            customer = customer.Over((await session.QueryAsync("FindCustomer", new { number }, CustomerMapping.Held, cancellationToken))[0]);
        await session.ExecuteAsync(
            "InsertCustomer",
            new
            {
                reference,
                number,
                action = isNew ? "I" : "U",
                company = customer.Company,
                contact = customer.Contact,
                address1 = customer.Address1,
                address2 = customer.Address2,
                city = customer.City,
                state = customer.Addrstate,
                zip = customer.Zip,
                country = customer.Country,
                phone = customer.Phone,
                email = customer.Email,
            },
            cancellationToken);
        return number;
    }

    /// <summary>The connection's letter and five of 36 characters, derived from the reference so that the same customer is given the same number.</summary>
    private async Task<string> FreeNumberAsync(SageProSession session, string reference, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < NumbersTried; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{reference}#{attempt}"));
            var number = settings.CustomerPrefix + string.Concat(hash.Take(5).Select(part => Digits[part % Digits.Length]));
            if (!await session.ExistsAsync("FindCustomer", new { number }, cancellationToken)
                && !await session.ExistsAsync("FindStagedCustomer", new { number, reference }, cancellationToken))
                return number;
        }

        throw new ActivityException(FailureKind.Rejected, $"No free customer number that begins with {settings.CustomerPrefix} was found. Choose another letter in the connection.");
    }

    private static async Task<string?> NumberOfAsync(SageProSession session, StagedBatch batch, CancellationToken cancellationToken) => batch.Kind == BatchKind.Customer
        ? (await session.QueryAsync("ReadStagedCustomer", new { reference = batch.ExtRef }, row => row.Text(0), cancellationToken)).FirstOrDefault()
        : null;
}
