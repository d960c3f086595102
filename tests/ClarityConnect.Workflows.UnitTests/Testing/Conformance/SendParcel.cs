using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>Asks for the price, and sends a parcel.</summary>
[Activity("Test.Parcels", "Parcels")]
[FlowNode("Sent")]
public sealed class SendParcel : CodeActivity<Parcel>
{
    /// <summary>The account.</summary>
    [Input(ConnectionType = typeof(ParcelConnection))]
    public Input<string> Connection { get; set; } = new();

    /// <summary>What the step says of itself.</summary>
    public Input<EffectKind> Effect { get; set; } = new(EffectKind.Reconcilable);

    /// <summary>Something about the parcel.</summary>
    [Output]
    public Output<string> Remark { get; set; } = new();

    /// <inheritdoc/>
    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => context.Get(Effect);

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ParcelClient>(Connection);
        await client.AskAsync<JsonElement>(HttpMethod.Get, "rates", null, context.CancellationToken);
        var sent = await client.AskAsync<Parcel>(HttpMethod.Post, "parcels", new { reference = context.IdempotencyKey }, context.CancellationToken);
        Report(context, client, sent!);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ParcelClient>(Connection);
        if (client.Flaw == Flaw.NeverLooksUp || await client.AskAsync<Parcel>(HttpMethod.Get, $"parcels/{context.IdempotencyKey}", null, context.CancellationToken) is not { } sent)
            return Reconciliation.NotApplied;
        if (client.Flaw == Flaw.ForgetsOutputs)
            context.Complete("Sent");
        else
            Report(context, client, sent);
        return Reconciliation.Applied;
    }

    private void Report(ActivityExecutionContext context, ParcelClient client, Parcel sent)
    {
        context.Set(Result, sent);
        context.Set(Remark, client.Flaw == Flaw.OutputsTheKey ? Uri.EscapeDataString(client.Key.Reveal()) : "sent");
        context.Complete("Sent");
    }
}
