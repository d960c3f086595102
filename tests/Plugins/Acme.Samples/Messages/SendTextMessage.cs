using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Samples.Messages;

// <ported>
/// <summary>Sends a text message.</summary>
[Activity("Acme.Samples", "Acme Samples", "Sends a text message to a phone.", DisplayName = "Send a text message")]
[FlowNode("Sent")]
public sealed class SendTextMessage : CodeActivity<string>
{
    /// <summary>The account.</summary>
    [Input(Description = "The account that sends it.", ConnectionType = typeof(ShopConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Whom to.</summary>
    [Input(Description = "The phone number, with the country's code.", IsRequired = true)]
    public Input<string> Number { get; set; } = new();

    /// <summary>What to say.</summary>
    [Input(Description = "What the message says.", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ShopClient>(Connection);
        var id = await client.SendTextAsync(context.IdempotencyKey, context.GetRequired(Number), context.GetRequired(Text), context.CancellationToken);
        context.Set(Result, id);
        context.Complete("Sent");
    }
}
// </ported>
