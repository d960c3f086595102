namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>What a request to a webhook brought and what the caller is told.</summary>
public sealed class WebhookResult
{
    private WebhookResult(IReadOnlyList<TriggerEvent> events, WebhookReply reply) => (Events, Reply) = (events, reply);

    /// <summary>The events, each of which starts an instance unless its id was taken before; empty for none.</summary>
    public IReadOnlyList<TriggerEvent> Events { get; }

    /// <summary>The answer, sent after the events are stored.</summary>
    public WebhookReply Reply { get; }

    /// <summary>Takes a request.</summary>
    /// <param name="events">What happened; may be empty, as for a call that only tests the address.</param>
    /// <param name="reply">The answer. Default: status 200 without a body.</param>
    public static WebhookResult Taken(IReadOnlyList<TriggerEvent> events, WebhookReply? reply = null) => new(events, reply ?? new WebhookReply(200));

    /// <summary>Refuses a request; it is logged with the reason and starts nothing.</summary>
    /// <param name="status">The status, such as 401 for a wrong signature.</param>
    /// <param name="reason">Why, for the log and the caller; without secrets.</param>
    public static WebhookResult Refused(int status, string reason) => new([], new WebhookReply(status, "text/plain; charset=utf-8", reason));
}
