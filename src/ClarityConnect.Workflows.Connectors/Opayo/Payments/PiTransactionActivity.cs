using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>What the activities that create a transaction have in common: one reference, at most one effect.</summary>
/// <typeparam name="T">The result.</typeparam>
public abstract class PiTransactionActivity<T> : CodeActivity<T>
{
    /// <summary>The merchant at Opayo.</summary>
    [Input(Description = "The merchant at Opayo Pi.", ConnectionType = typeof(OpayoPiConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The amount in major units.</summary>
    [Input(Description = "The amount as people write it, such as 124.95; above zero, with no more digits than the currency has.", IsRequired = true, Order = 10)]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>The currency.</summary>
    [Input(Description = "The currency in three letters, such as GBP. A refund or an authorisation is in the currency of the first transaction.", IsRequired = true, Order = 11)]
    public Input<string> Currency { get; set; } = new();

    /// <summary>What it is for.</summary>
    [Input(Description = "What it is for, 1 to 100 characters, such as 'Order 10042'.", IsRequired = true, Order = 12)]
    public Input<string> Description { get; set; } = new();

    /// <summary>Our reference, Opayo's vendorTxCode.</summary>
    [Input(DisplayName = "Merchant reference", Description = "Opayo's vendorTxCode: at most 40 letters, digits and - . _ { }, used once. A declined one is used up too, so number the attempts: CC-SO-10042-1. Empty: one that stays the same however often the step is tried.", Order = 13)]
    public Input<string> VendorTxCode { get; set; } = new();

    /// <summary>The connection that looks up what became of a lost answer.</summary>
    [Input(DisplayName = "Look-up connection", Description = "The Opayo reporting account that looks up what became of a request whose answer was lost. Without it such a request waits for a person.", ConnectionType = typeof(OpayoReportingConnection), Order = 200)]
    public Input<string> Reporting { get; set; } = new();

    /// <summary>Opayo's id.</summary>
    [Output(DisplayName = "Transaction ID", Description = "Opayo's id of the transaction; keep it for refunds and look-ups.")]
    public Output<string> TransactionId { get; set; } = new();

    /// <summary>Where it stands.</summary>
    [Output(Description = "Where it stands, such as Paid, Authorised or Declined.")]
    public Output<PaymentStatus> Status { get; set; } = new();

    /// <summary>Opayo's own words.</summary>
    [Output(DisplayName = "Status detail", Description = "Opayo's own words.")]
    public Output<string> StatusDetail { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var writer = await WriterAsync(context);
        OpayoTransaction transaction;
        try
        {
            transaction = await writer.SendAsync(context.CancellationToken);
        }
        catch (ActivityException refusal) when (RefusedAs(refusal) is { } outcome)
        {
            context.Set(StatusDetail, refusal.VendorMessage ?? refusal.Message);
            context.Set(Status, PaymentStatus.Invalid);
            context.Complete(outcome);
            return;
        }

        if (!Report(context, transaction))
        {
            throw new ActivityException(
                FailureKind.OutcomeUnknown,
                $"Opayo has transaction {transaction.TransactionId} for '{transaction.VendorTxCode}' and does not say how it ended ({transaction.Word} {transaction.Code}). It has to be looked up before anything is repeated.");
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var writer = await WriterAsync(context);
        if (!writer.CanLookUp)
            return Reconciliation.Unknown;
        OpayoTransaction? found;
        try
        {
            found = await writer.FindAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // Somebody's transaction has the reference, but not this amount: a person has to look.
            return Reconciliation.Unknown;
        }

        if (found is null)
            return Reconciliation.NotApplied;
        return Report(context, found) ? Reconciliation.Applied : Reconciliation.Unknown;
    }

    /// <summary>What Opayo is asked for.</summary>
    private protected abstract TransactionRequest Request(ActivityExecutionContext context, TransactionRequest common);

    /// <summary>The result.</summary>
    private protected abstract T ToResult(ActivityExecutionContext context, OpayoTransaction transaction);

    /// <summary>The port by which the activity is left; null where it is not known how the transaction ended.</summary>
    private protected abstract string? OutcomeOf(OpayoTransaction transaction);

    /// <summary>The port for a refusal that a workflow can go on from; null where it is a failure.</summary>
    private protected virtual string? RefusedAs(ActivityException refusal) => null;

    private bool Report(ActivityExecutionContext context, OpayoTransaction transaction)
    {
        if (OutcomeOf(transaction) is not { } outcome)
            return false;
        context.Set(Result, ToResult(context, transaction));
        context.Set(TransactionId, transaction.TransactionId);
        context.Set(Status, transaction.Status);
        context.Set(StatusDetail, transaction.Detail);
        SetMore(context, transaction);
        context.Complete(outcome);
        return true;
    }

    /// <summary>Sets further outputs.</summary>
    private protected virtual void SetMore(ActivityExecutionContext context, OpayoTransaction transaction)
    {
    }

    private async ValueTask<TransactionWriter> WriterAsync(ActivityExecutionContext context)
    {
        var common = new TransactionRequest
        {
            TransactionType = "",
            VendorTxCode = TransactionRequest.ReferenceOf(context.Get(VendorTxCode), context.IdempotencyKey),
            Amount = context.Get(Amount) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Amount' is empty. Give it an amount, such as 124.95."),
            Currency = MinorUnits.Code(context.GetRequired(Currency)),
            Description = context.GetRequired(Description).Trim(),
        };
        var request = Request(context, common);
        // What cannot be sent is told before anything is, and before a connection is asked for.
        request.ToJson();
        var reporting = string.IsNullOrWhiteSpace(context.Get(Reporting)) ? null : await context.GetClientAsync<OpayoReportingClient>(Reporting);
        return new TransactionWriter(await context.GetClientAsync<OpayoPiClient>(Connection), reporting, request);
    }
}
