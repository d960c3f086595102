using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Makes the key with which a browser registers a card at Opayo.</summary>
[Activity("ClarityConnect.Opayo", "Opayo", "Makes a key with which the customer's browser registers a card at Opayo, so that no card number reaches the shop. It lives some minutes and serves one card.", DisplayName = "Create merchant session key")]
public sealed class CreateMerchantSessionKey : CodeActivity<MerchantSession>
{
    /// <summary>The merchant at Opayo.</summary>
    [Input(Description = "The merchant at Opayo Pi.", ConnectionType = typeof(OpayoPiConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<OpayoPiClient>(Connection);
        context.Set(Result, await client.CreateMerchantSessionAsync(context.CancellationToken));
    }
}
