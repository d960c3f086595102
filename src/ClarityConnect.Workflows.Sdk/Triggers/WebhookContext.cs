namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>One request to a <see cref="WebhookTrigger"/>.</summary>
public abstract class WebhookContext : TriggerContext
{
    /// <summary>The request.</summary>
    public abstract WebhookRequest Request { get; }
}
