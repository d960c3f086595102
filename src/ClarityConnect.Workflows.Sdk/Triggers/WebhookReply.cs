namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>What the caller of a webhook is answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The body's type; null without a body.</param>
/// <param name="Body">The body; empty for none.</param>
public sealed record WebhookReply(int Status, string? ContentType = null, string Body = "");
