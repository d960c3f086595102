using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;

/// <summary>Records on an order or ticket a payment or refund that was made elsewhere, at most once for each reference.</summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Records on an order or ticket a payment or refund that was made elsewhere, with the processor's transaction. The same reference is never recorded twice.", DisplayName = "Record payment")]
[FlowNode("Done", "Not found")]
public sealed class RecordPayment : CodeActivity<Payment>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The order; empty for a ticket.</summary>
    [Input(DisplayName = "Order", Description = "Heartland's id of the order; empty where it is a ticket.")]
    public Input<string> OrderId { get; set; } = new();

    /// <summary>The ticket; empty for an order.</summary>
    [Input(DisplayName = "Ticket", Description = "Heartland's id of the ticket; empty where it is an order.")]
    public Input<string> TicketId { get; set; } = new();

    /// <summary>The amount.</summary>
    [Input(Description = "The amount in the account's currency; below zero for money that went back.", IsRequired = true)]
    public Input<decimal> Amount { get; set; } = new();

    /// <summary>The way to pay.</summary>
    [Input(DisplayName = "Payment type", Description = "The payment type of the account, usually one set up for payments made elsewhere.", Choices = typeof(PaymentTypeChoices), IsRequired = true)]
    public Input<string> PaymentTypeId { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same payment is recorded, such as your transaction code.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The processor's id of the transaction.</summary>
    [Input(DisplayName = "Transaction", Description = "The payment processor's id of the transaction. It is kept on the payment and on the order or ticket, so that refunds and disputes find it.")]
    public Input<string> TransactionId { get; set; } = new();

    /// <summary>The processor's name.</summary>
    [Input(Description = "The payment processor's name, shown before the transaction on the payment.")]
    public Input<string> Processor { get; set; } = new();

    /// <summary>When the money moved.</summary>
    [Input(DisplayName = "Paid at", Description = "When the money moved; empty for now.")]
    public Input<DateTimeOffset?> PaidAt { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether it was there before, so that nothing was made now.")]
    public Output<bool> AlreadyExisted { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var plan = Plan(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        var recorded = await client.Payments.RecordAsync(plan, context.CancellationToken);
        context.Set(Result, recorded?.Payment);
        context.Set(AlreadyExisted, recorded?.Existed ?? false);
        context.Complete(recorded is null ? "Not found" : "Done");
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var plan = Plan(context);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        // A payment whose transaction the order does not carry yet is no finished effect; running again adds it, and only it.
        if (await client.Payments.FindAsync(plan, context.CancellationToken) is not { IsWhole: true } found)
            return Reconciliation.NotApplied;
        context.Set(Result, found.Payment);
        context.Set(AlreadyExisted, true);
        context.Complete("Done");
        return Reconciliation.Applied;
    }

    private PaymentPlan Plan(ActivityExecutionContext context)
    {
        var (order, ticket) = (context.Get(OrderId), context.Get(TicketId));
        if (string.IsNullOrEmpty(order) == string.IsNullOrEmpty(ticket))
            throw new ActivityException(FailureKind.InvalidData, "'Record payment' needs an order or a ticket, one of them.");
        var amount = context.Get(Amount);
        if (amount == 0)
            throw new ActivityException(FailureKind.InvalidData, "The amount of the payment is 0. Give what was paid, or less than zero for what went back.");
        return new PaymentPlan(string.IsNullOrEmpty(order) ? ticket! : order, context.GetRequired(Reference), amount, context.GetRequired(PaymentTypeId))
        {
            IsForTicket = string.IsNullOrEmpty(order),
            TransactionId = context.Get(TransactionId),
            Processor = context.Get(Processor),
            PaidAt = context.Get(PaidAt),
        };
    }
}
