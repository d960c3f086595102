using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>
/// Starts an instance for what Opayo's hosted payment page (Server, protocols 3.00 and 4.00) reports of a payment. The security key that the
/// notification is signed with is read from the reports, and so are amount and currency, which a notification does not have.
/// </summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Starts when Opayo's hosted payment page reports how a payment ended. The shop gives this webhook's address as NotificationURL.", DisplayName = "Server notification")]
public sealed class ServerNotificationReceived : NotificationTrigger
{
    /// <summary>The connection that reads the security key.</summary>
    [Input(DisplayName = "Look-up connection", Description = "The Opayo reporting account: the key that a notification is signed with is read there, and amount and currency.", ConnectionType = typeof(OpayoReportingConnection), IsRequired = true, Order = 1)]
    public Input<string> Reporting { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Method != "POST")
            return WebhookResult.Refused(405, "Opayo posts its notifications.");
        var fields = ClassicFields.FromForm(context.Request.Body.Span);
        try
        {
            var reader = await context.GetClientAsync<OpayoNotificationReader>(Connection);
            var reporting = await context.GetClientAsync<OpayoReportingClient>(Reporting);
            var stored = fields.TransactionId.Length == 0 ? null : await reporting.FindSecurityKeyAsync(fields.TransactionId, cancellationToken);
            if (stored is not { } known)
                return Answer(context, "INVALID", null, "There is no such transaction.");
            if (known.Transaction.VendorTxCode != fields["VendorTxCode"])
                return Answer(context, "INVALID", null, "The transaction has another VendorTxCode.");
            if (!reader.IsSigned(fields, known.SecurityKey))
                return Answer(context, "INVALID", null, "The signature is wrong.");
            var notified = Read(fields, known.Transaction.Type ?? "Payment", context.Time.GetUtcNow());
            var transaction = notified with
            {
                Amount = known.Transaction.Amount,
                Currency = known.Transaction.Currency,
                CardType = notified.CardType ?? known.Transaction.CardType,
            };
            return Answer(context, "OK", transaction, "");
        }
        catch (ActivityException exception)
        {
            // Opayo takes no answer but its own for one; anything else, or none, cancels the payment without a word.
            return Answer(context, "ERROR", null, exception.Message);
        }
    }

    private WebhookResult Answer(WebhookContext context, string status, OpayoTransaction? transaction, string detail)
    {
        if (status != "OK")
            context.Logger.LogWarning("An Opayo Server notification is answered {Status}: {Reason}", status, detail);
        var text = detail.ReplaceLineEndings(" ");
        var body = $"Status={status}\r\nRedirectURL={PageFor(context, transaction)}\r\nStatusDetail={(text.Length > 255 ? text[..255] : text)}\r\n";
        return WebhookResult.Taken(transaction is null ? [] : [EventOf(transaction)], new WebhookReply(200, "text/plain", body));
    }
}
