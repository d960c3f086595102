using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Statuses;

/// <summary>Says what an answer of Opayo means, and how the till and the shop call it.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Says what Opayo's status means and how Heartland and the shop call it, by a table that you can change.", DisplayName = "Map payment status")]
[FlowNode("Known", "Unknown")]
public sealed class MapPaymentStatus : CodeActivity<PaymentStatusWording>
{
    /// <summary>What was asked for.</summary>
    [Input(DisplayName = "Transaction type", Description = "What Opayo was asked for: Payment, Deferred, Authenticate, Authorise, Repeat or Refund. Without it, 'Ok' says nothing about money.", UIHint = "dropdown", Options = ["Payment", "Deferred", "Authenticate", "Authorise", "Repeat", "Refund"])]
    public Input<string> TransactionType { get; set; } = new();

    /// <summary>Opayo's status.</summary>
    [Input(Description = "Opayo's status, such as Ok, NotAuthed or 3DAuth.")]
    public Input<string> Status { get; set; } = new();

    /// <summary>Opayo's four digits.</summary>
    [Input(DisplayName = "Status code", Description = "Opayo's four digits, such as 0000 or 2000; a status detail that begins with them will do.")]
    public Input<string> StatusCode { get; set; } = new();

    /// <summary>A payment status that is known already.</summary>
    [Input(DisplayName = "Payment status", Description = "Instead of the three above: a payment status that is known already, such as 'Settled', to have only its wording.")]
    public Input<PaymentStatus?> KnownStatus { get; set; } = new();

    /// <summary>The business user's table.</summary>
    [Input(Description = "Your table, from 'Look up mapping table': { rules: [{ transactionType, status, statusCode, paymentStatus }], wordings: [{ paymentStatus, heartland, shop }] }. What it leaves open is answered by the shipped one; empty for the shipped one alone.")]
    public Input<PaymentStatusTable?> Table { get; set; } = new();

    /// <summary>What it means.</summary>
    [Output(Description = "What it means: Paid, Authorised, Authenticated, RequiresAction, Settled, Refunded, Voided, Cancelled, Declined, Invalid or Unknown.")]
    public Output<PaymentStatus> PaymentStatus { get; set; } = new();

    /// <summary>The word at Heartland.</summary>
    [Output(DisplayName = "Heartland status", Description = "How Heartland calls it.")]
    public Output<string> HeartlandStatus { get; set; } = new();

    /// <summary>The word in the shop.</summary>
    [Output(DisplayName = "Shop status", Description = "How the shop calls it.")]
    public Output<string> ShopStatus { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var table = context.Get(Table) ?? PaymentStatusTable.Default;
        var status = context.Get(KnownStatus) ?? table.Find(Trimmed(context.Get(TransactionType)), Trimmed(context.Get(Status)), OpayoStatusCode.Of(context.Get(StatusCode)));
        var wording = table.WordingOf(status);
        context.Set(Result, wording);
        context.Set(PaymentStatus, status);
        context.Set(HeartlandStatus, wording.Heartland);
        context.Set(ShopStatus, wording.Shop);
        context.Complete(status == Sdk.Canonical.PaymentStatus.Unknown ? "Unknown" : "Known");
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
