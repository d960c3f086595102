namespace ClarityConnect.Workflows.Simulators.Opayo.Notifications;

/// <summary>How a notification was answered.</summary>
/// <param name="HttpStatus">The HTTP status.</param>
/// <param name="Body">The body.</param>
public sealed record NotificationReply(int HttpStatus, string Body)
{
    /// <summary>The value of Status where the answer is one that Opayo takes; null otherwise.</summary>
    public string? Status => HttpStatus == 200 && Body.StartsWith("Status=", StringComparison.Ordinal) && Body.Contains("RedirectURL=http", StringComparison.Ordinal)
        ? Body["Status=".Length..].Split('\r', '\n')[0]
        : null;
}
