using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>
/// A trigger for systems that do not call us: it asks at an interval, and every new event starts an instance. Events and cursor are stored
/// in one transaction, and an event id is taken only once, so overlap and repetition do no harm.
/// </summary>
public abstract class PollingTrigger : Trigger
{
    /// <summary>How often to ask, from the end of one poll to the next. Default 15 minutes; less than a second counts as one.</summary>
    [Input(Description = "How often to ask, as hours:minutes:seconds.", Order = 100)]
    public Input<TimeSpan> Interval { get; set; } = new(TimeSpan.FromMinutes(15));

    /// <inheritdoc/>
    protected internal sealed override TriggerStart GetStart(TriggerContext context)
    {
        var interval = context.Get(Interval);
        return TriggerStart.Every(Schedule.FromInterval(interval < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : interval));
    }

    /// <summary>Asks for what is new since the cursor.</summary>
    /// <param name="context">The trigger's inputs and cursor.</param>
    /// <param name="cancellationToken">Cancelled when the server stops, and after two minutes.</param>
    /// <returns>The new events and the cursor to start from next time.</returns>
    /// <exception cref="ActivityException">The system refused or failed; transient kinds are tried again with growing pauses.</exception>
    protected internal abstract ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken);

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
