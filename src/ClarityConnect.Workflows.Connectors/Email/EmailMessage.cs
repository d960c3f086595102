namespace ClarityConnect.Workflows.Connectors.Email;

/// <summary>A message to send.</summary>
/// <param name="To">The recipients' addresses, at least one.</param>
/// <param name="Copies">Further recipients, seen by all.</param>
/// <param name="ReplyTo">Where answers go; null for the sender.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The body.</param>
/// <param name="IsHtml">Whether the body is HTML.</param>
public sealed record EmailMessage(IReadOnlyList<string> To, IReadOnlyList<string> Copies, string? ReplyTo, string Subject, string Text, bool IsHtml);
