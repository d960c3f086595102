namespace ClarityConnect.Workflows.Simulators.Mail;

/// <summary>An e-mail that the server took.</summary>
/// <param name="From">The sender of the envelope.</param>
/// <param name="To">The recipients of the envelope.</param>
/// <param name="MessageId">The header Message-ID.</param>
/// <param name="Subject">The subject, decoded.</param>
/// <param name="Text">The body, decoded.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string? MessageId, string Subject, string Text);
