using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>
/// A trigger for systems that call us, at <c>/webhooks/{path}</c>. It checks who calls and says which events a request brings; each starts an
/// instance, unless its id was taken before. The caller gets its answer after the events are stored.
/// </summary>
public abstract class WebhookTrigger : Trigger
{
    /// <summary>The stimulus that the triggers listen for; its key is the path in lower case.</summary>
    public const string Stimulus = "Clarity.Webhook";

    /// <summary>The address's last part.</summary>
    [Input(Description = "The last part of the address that the other system calls, after /webhooks/. Letters, digits, hyphens and slashes. Where the other system signs nothing, choose one that nobody can guess.", IsRequired = true, Order = 100)]
    public Input<string> Path { get; set; } = new();

    /// <inheritdoc/>
    protected internal sealed override TriggerStart GetStart(TriggerContext context) =>
        TriggerStart.On(new Stimulus(Stimulus, (context.Get(Path) ?? "").Trim().Trim('/').ToLowerInvariant()));

    /// <summary>Checks a request and reads its events. It may ask the system again, but must change nothing: the same request can come twice.</summary>
    /// <param name="context">The trigger's inputs and the request.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up or the server stops.</param>
    /// <returns>The events and the answer, or a refusal.</returns>
    /// <exception cref="ActivityException">The events cannot be read now; the caller gets status 503 and is expected to call again.</exception>
    protected internal abstract ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Runs in the instance that an event has started, with the event's payload in <see cref="ActivityExecutionContext.TriggerPayload"/>. Completes with "Done" unless
    /// overridden; override it to give the payload as an output.
    /// </summary>
    /// <param name="context">The execution.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: it stands where it did not start the instance.</exception>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is null)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Complete();
    }
}
