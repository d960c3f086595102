using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>Starts a workflow for each parcel that the service tells of.</summary>
[Activity("Test.Parcels", "Parcels")]
public sealed class ParcelCalled : WebhookTrigger
{
    /// <summary>The account.</summary>
    [Input(ConnectionType = typeof(ParcelConnection))]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<ParcelClient>(Connection);
        var at = context.Request.Header("Parcel-Time") ?? "";
        if (client.Flaw == Flaw.LogsTheKey)
            context.Logger.LogInformation("Checks with {Key}.", client.Key.Reveal());
        if (client.Flaw != Flaw.TrustsEverybody && context.Request.Header("Parcel-Signature") != ParcelTwin.SignatureOf(context.Request.Text, at))
            return WebhookResult.Refused(401, "The signature is wrong.");
        if (client.Flaw != Flaw.TakesOldCalls
            && !(DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var moment) && (context.Time.GetUtcNow() - moment).Duration() <= TimeSpan.FromMinutes(5)))
            return WebhookResult.Refused(401, "The call is too old.");
        try
        {
            return JsonSerializer.Deserialize<Parcel>(context.Request.Text, WorkflowJson.Options) is { Number.Length: > 0 } parcel
                ? WebhookResult.Taken([new TriggerEvent(client.Flaw == Flaw.MakesUpIds ? Guid.NewGuid().ToString() : parcel.Number, parcel)])
                : WebhookResult.Refused(400, "That is no parcel.");
        }
        catch (JsonException) when (client.Flaw != Flaw.FailsAtNonsense)
        {
            return WebhookResult.Refused(400, "That is no parcel.");
        }
    }
}
