using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Creates a transaction at most once: Opayo takes a reference once, and what became of it is looked up in the reports.</summary>
/// <param name="pi">Takes the transaction.</param>
/// <param name="reporting">Looks it up; null where the step has no connection for it.</param>
/// <param name="request">What is asked for.</param>
internal sealed class TransactionWriter(OpayoPiClient pi, OpayoReportingClient? reporting, TransactionRequest request)
{
    /// <summary>Whether a lost answer can be looked up.</summary>
    public bool CanLookUp => reporting is not null;

    /// <summary>Creates it, or finds that an earlier attempt did.</summary>
    public async Task<OpayoTransaction> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await pi.CreateAsync(request, cancellationToken);
        }
        catch (ActivityException refusal) when (PiFailure.IsUsedReference(refusal) && reporting is not null)
        {
            // An earlier attempt of this very step, or somebody else with the same reference: the amounts tell.
            if (await FindAsync(cancellationToken) is { } earlier)
                return earlier;
            throw;
        }
    }

    /// <summary>Looks it up; null where it never arrived.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: the reference belongs to another transaction.</exception>
    public async Task<OpayoTransaction?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await reporting!.FindByVendorTxCodeAsync(request.VendorTxCode, cancellationToken);
        if (found is null)
            return null;
        var isOther = (found.Amount is { } amount && amount != request.Amount)
            || (found.Currency is { } currency && currency != request.Currency)
            || (found.Type is { } type && !string.Equals(type, request.TransactionType, StringComparison.OrdinalIgnoreCase));
        if (isOther)
        {
            throw new ActivityException(
                FailureKind.Rejected,
                $"Opayo has the merchant reference '{request.VendorTxCode}' already, for a {found.Type?.ToLowerInvariant()} of {found.Amount} {found.Currency} "
                    + $"(transaction {found.TransactionId}); this step asks for a {request.TransactionType.ToLowerInvariant()} of {request.Amount} {request.Currency}. Give it another reference.");
        }

        return found.Completed(request);
    }
}
