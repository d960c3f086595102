using System.Globalization;
using System.Net;
using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>
/// Starts an instance for what Opayo Form reports of a payment through the customer's browser. It may never come, and may come twice: sweep open
/// orders with "Find transaction" besides.
/// </summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Starts when a customer comes back from Opayo Form. The shop gives this webhook's address as SuccessURL and FailureURL.", DisplayName = "Form response")]
public sealed class FormResponseReceived : NotificationTrigger
{
    /// <summary>The currency in which the shop sells.</summary>
    [Input(Description = "The currency in which the shop sells, such as GBP: a Form response does not name it.", IsRequired = true, Order = 2)]
    public Input<string> Currency { get; set; } = new("GBP");

    /// <summary>What the shop's form asks for.</summary>
    [Input(DisplayName = "Transaction type", Description = "What the shop's form asks for: a Form response does not say it.", UIHint = "dropdown", Options = ["Payment", "Deferred", "Authenticate"], Order = 3)]
    public Input<string> TransactionType { get; set; } = new("Payment");

    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var reader = await context.GetClientAsync<OpayoNotificationReader>(Connection);
        var crypt = context.Request.Query.TryGetValue("crypt", out var inAddress) ? inAddress : ClassicFields.FromForm(context.Request.Body.Span).Find("crypt");
        if (reader.ReadForm(crypt) is not { } fields)
            return WebhookResult.Refused(400, "This is no response of Opayo Form, or it was encrypted with another password.");
        var currency = MinorUnits.Code(context.Get(Currency));
        var type = context.Get(TransactionType) is { Length: > 0 } given ? given : "Payment";
        var transaction = Read(fields, type, context.Time.GetUtcNow()) with
        {
            Currency = currency,
            // Amounts have commas between the thousands.
            Amount = decimal.TryParse(fields["Amount"], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : null,
        };
        var page = WebUtility.HtmlEncode(PageFor(context, transaction));
        var html = $"<!DOCTYPE html><html><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={page}\"><title>Back to the shop</title></head><body><a href=\"{page}\">Back to the shop</a></body></html>";
        return WebhookResult.Taken([EventOf(transaction)], new WebhookReply(200, "text/html; charset=utf-8", html));
    }
}
