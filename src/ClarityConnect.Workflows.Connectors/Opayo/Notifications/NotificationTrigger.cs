using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Statuses;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>What the webhooks of the payment pages have in common: they bring a payment, and send the customer back to the shop.</summary>
public abstract class NotificationTrigger : WebhookTrigger
{
    /// <summary>The vendor and its secrets.</summary>
    [Input(Description = "The Opayo notifications connection, with the vendor's name and the Form password.", ConnectionType = typeof(OpayoNotificationsConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The shop's page for customers who paid.</summary>
    [Input(DisplayName = "Page after payment", Description = "The shop's page for customers who paid, with https:// and, where you like, {vendorTxCode} in it.", IsRequired = true, Order = 20)]
    public Input<string> PaidPage { get; set; } = new();

    /// <summary>The shop's page for everybody else.</summary>
    [Input(DisplayName = "Page otherwise", Description = "The shop's page for customers whose payment was declined, cancelled, failed or is not decided yet; may have {vendorTxCode} in it too.", IsRequired = true, Order = 21)]
    public Input<string> OtherPage { get; set; } = new();

    /// <summary>The payment.</summary>
    [Output(Description = "The payment: paymentId (Opayo's), merchantReference, status, amount, currency, cardType, and the checks in the details.")]
    public Output<Payment> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<Payment>(payload));
        context.Complete();
    }

    /// <summary>Reads the payment. The words are those of the older protocols.</summary>
    private protected static OpayoTransaction Read(ClassicFields fields, string transactionType, DateTimeOffset now)
    {
        // A payment that is confirmed again says so in its status.
        var word = fields["Status"].Equals("OK REPEATED", StringComparison.OrdinalIgnoreCase) ? "OK" : fields["Status"];
        var code = OpayoStatusCode.Of(fields["StatusDetail"]) ?? (word.Equals("OK", StringComparison.OrdinalIgnoreCase) ? "0000" : null);
        var type = fields.Find("TxType") is { } given ? $"{given[..1].ToUpperInvariant()}{given[1..].ToLowerInvariant()}" : transactionType;
        return new OpayoTransaction
        {
            TransactionId = fields.TransactionId,
            VendorTxCode = fields.Find("VendorTxCode"),
            Type = type,
            Word = word,
            Code = code,
            Detail = fields.Find("StatusDetail"),
            Status = PaymentStatusTable.Default.Find(type, word, code),
            CardType = OpayoCards.Normalize(fields.Find("CardType")),
            At = now,
            Details = OpayoTransaction.Facts(
                ("bankAuthorisationCode", fields["BankAuthCode"]),
                ("bankResponseCode", fields["DeclineCode"]),
                ("retrievalReference", fields["TxAuthNo"]),
                ("threeDSecure", fields["3DSecureStatus"]),
                ("avsCvcCheck", fields["AVSCV2"]),
                ("addressCheck", fields["AddressResult"]),
                ("postalCodeCheck", fields["PostCodeResult"]),
                ("securityCodeCheck", fields["CV2Result"]),
                ("cardLastFour", fields["Last4Digits"]),
                ("fraudResult", fields["FraudResponse"]),
                ("surcharge", fields["Surcharge"])),
        };
    }

    /// <summary>The event, the same for the same news however often it comes.</summary>
    private protected static TriggerEvent EventOf(OpayoTransaction transaction) =>
        new($"{transaction.TransactionId}:{transaction.Word?.ToUpperInvariant()}", transaction.ToPayment(), transaction.VendorTxCode);

    /// <summary>The shop's page for a customer.</summary>
    private protected string PageFor(TriggerContext context, OpayoTransaction? transaction)
    {
        var hasPaid = transaction?.Status is PaymentStatus.Paid or PaymentStatus.Authorised or PaymentStatus.Authenticated;
        var page = context.Get(hasPaid ? PaidPage : OtherPage) is { Length: > 0 } given ? given : context.Get(PaidPage) ?? "";
        return page.Replace("{vendorTxCode}", Uri.EscapeDataString(transaction?.VendorTxCode ?? ""), StringComparison.OrdinalIgnoreCase);
    }
}
