using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Events;

/// <summary>
/// Starts an instance when GP API tells of a transaction at a status address. The signature is checked on the body as it came, and the
/// transaction is read again.
/// </summary>
[Activity("ClarityConnect.Heartland", "Heartland", "Starts when the unified gateway (GP API) tells that a payment changed, such as one by payment link. Its signature is checked.", DisplayName = "Payment event")]
public sealed class PaymentEvent : WebhookTrigger
{
    /// <summary>The merchant at GP API.</summary>
    [Input(Description = "The merchant at the unified gateway (GP API). Its app key proves who calls.", ConnectionType = typeof(HeartlandGpConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The header with the signature. Inferred; default "X-GP-Signature".</summary>
    [Input(DisplayName = "Signature header", Description = "The header that carries the signature; leave it as it is.", Category = "Advanced")]
    public Input<string> SignatureHeader { get; set; } = new("X-GP-Signature");

    /// <summary>The payment.</summary>
    [Output(Description = "The payment as the gateway holds it now: paymentId, amount, currency, status, merchantReference, details.")]
    public Output<Payment> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<HeartlandGpClient>(Connection);
        if (!client.Signed(context.Request.Body.Span, context.Request.Header(context.Get(SignatureHeader) is { Length: > 0 } header ? header : "X-GP-Signature")))
            return WebhookResult.Refused(401, "The signature does not belong to the body.");
        if (IdIn(context.Request.Text) is not { } id)
            return WebhookResult.Taken([]);
        if (await client.FindTransactionAsync(id, cancellationToken) is not { } payment)
            return WebhookResult.Taken([]);
        // Each state of a transaction is one event, however often it is told.
        return WebhookResult.Taken([new TriggerEvent($"{id}:{payment.Details.GetValueOrDefault("status")}", payment, payment.MerchantReference ?? id)]);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Payment event' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<Payment>(payload));
        context.Complete();
    }

    private static string? IdIn(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return GpJson.Text(document.RootElement, "id");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
