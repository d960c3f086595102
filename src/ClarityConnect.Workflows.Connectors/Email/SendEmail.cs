using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Email;

/// <summary>Sends an e-mail. After a lost answer it is sent again with the same Message-ID, which most mailboxes show once.</summary>
[Activity("ClarityConnect.Email", "E-mail", "Sends an e-mail, such as to a customer whose payment was declined, or to a colleague who has to look.", DisplayName = "Send e-mail")]
[FlowNode("Sent", "Refused")]
public sealed class SendEmail : Activity
{
    /// <summary>The mail server.</summary>
    [Input(Description = "The mail server to send by.", ConnectionType = typeof(EmailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The recipients.</summary>
    [Input(Description = "The recipients' addresses.", UIHint = "multitext", IsRequired = true)]
    public Input<string[]> To { get; set; } = new();

    /// <summary>The subject.</summary>
    [Input(Description = "The subject.", IsRequired = true)]
    public Input<string> Subject { get; set; } = new();

    /// <summary>The text.</summary>
    [Input(Description = "The text of the message.", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <summary>Whether the text is HTML.</summary>
    [Input(DisplayName = "Text is HTML", Description = "Whether the text is HTML; else it is sent as it stands.")]
    public Input<bool> IsHtml { get; set; } = new();

    /// <summary>Further recipients.</summary>
    [Input(DisplayName = "Copies to", Description = "Further recipients, seen by all.", UIHint = "multitext", Category = "Advanced")]
    public Input<string[]> Copies { get; set; } = new([]);

    /// <summary>Where answers go.</summary>
    [Input(DisplayName = "Answers to", Description = "Where answers go, if not to the sender's address of the connection.", Category = "Advanced")]
    public Input<string?> ReplyTo { get; set; } = new();

    /// <summary>The recipients whom the server refused.</summary>
    [Output(Description = "The recipients whom the mail server refused, because it does not know them or does not deliver to them.")]
    public Output<string[]> Refused { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var to = context.GetRequired(To);
        if (to.Length == 0)
            throw new ActivityException(FailureKind.InvalidData, "The input 'To' names no recipient. Give at least one address.");
        var message = new EmailMessage(to, context.Get(Copies) ?? [], context.Get(ReplyTo), context.GetRequired(Subject), context.GetRequired(Text), context.Get(IsHtml));
        var client = await context.GetClientAsync<EmailClient>(Connection);
        var refused = await client.SendAsync(message, context.IdempotencyKey, context.CancellationToken);
        context.Set(Refused, [.. refused]);
        context.Complete(refused.Count == 0 ? "Sent" : "Refused");
    }
}
