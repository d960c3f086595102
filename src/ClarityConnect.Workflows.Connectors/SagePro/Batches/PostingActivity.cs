using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>
/// Delivers a batch and waits for Sage Pro. While it waits nothing runs, so an agent may be away for as long as it likes. The same reference is
/// delivered once, whoever sends it how often.
/// </summary>
public abstract class PostingActivity : Activity
{
    /// <summary>The outcome of a batch that is in the books.</summary>
    protected const string PostedOutcome = "Posted";

    /// <summary>The outcome of a batch that Sage Pro has before it.</summary>
    protected const string DeliveredOutcome = "Delivered";

    /// <summary>The outcome of a batch that was waited for in vain.</summary>
    protected const string TimedOutOutcome = "Timed out";

    private const string ReferenceState = "reference";
    private const string LatestState = "latest";

    /// <summary>The company.</summary>
    [Input(Description = "The Sage Pro company.", ConnectionType = typeof(SageProConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same business event is sent; at most 40 characters, different from all other references. It is delivered once.", IsRequired = true, Order = 1)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>What to wait for.</summary>
    [Input(DisplayName = "Wait until", Description = "Posted: go on when it is in Sage Pro's books. Delivered: go on as soon as Sage Pro has it before it; wait for the rest with 'Wait until posted'.", Options = ["Posted", "Delivered"], Order = 90)]
    public Input<string> WaitUntil { get; set; } = new("Posted");

    /// <summary>How long to wait.</summary>
    [Input(DisplayName = "Wait at most", Description = "How long to wait, as days.hours:minutes:seconds; empty to wait for ever. What was sent stays sent when the time is over.", Order = 91)]
    public Input<TimeSpan?> WaitAtMost { get; set; } = new();

    /// <summary>Where it stands.</summary>
    [Output(Description = "Where it stands: reference, status, code and text of a refusal, Sage Pro's number.")]
    public Output<PostingState> Result { get; set; } = new();

    /// <summary>Makes the batch of the inputs.</summary>
    /// <param name="context">The execution.</param>
    internal abstract StagedBatch BatchOf(ActivityExecutionContext context);

    /// <summary>The outcome for a refusal that workflows go on from; null where it is a failure.</summary>
    /// <param name="code">Sage Pro's code.</param>
    internal virtual string? OutcomeOf(string? code) => null;

    /// <summary>Sets what the activity says of itself once it is in the books.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="state">Where it stands.</param>
    private protected virtual void Report(ActivityExecutionContext context, PostingState state)
    {
    }

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<SageProClient>(Connection);
        var batch = BatchOf(context) with { ExtRef = context.GetRequired(Reference).Trim() };
        context.SetState(ReferenceState, batch.ExtRef);
        context.SetState(LatestState, context.Time.GetUtcNow() + context.Get(WaitAtMost));
        GoOn(context, client, batch.ExtRef, await client.DeliverAsync(batch, context.CancellationToken));
    }

    /// <inheritdoc/>
    protected override async ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var client = await context.GetClientAsync<SageProClient>(Connection);
        var reference = context.GetState<string>(ReferenceState)!;
        GoOn(context, client, reference, await client.StateAsync(reference, context.CancellationToken));
    }

    private void GoOn(ActivityExecutionContext context, SageProClient client, string reference, PostingState? state)
    {
        if (state is not null)
            context.Set(Result, state);
        if (state?.IsGivenUp == true)
        {
            context.Complete(OutcomeOf(state.Code) ?? throw SageProFailure.Of(state));
            return;
        }

        if (state?.Status == PostingState.Posted)
        {
            Report(context, state);
            context.Complete(PostedOutcome);
            return;
        }

        if (state is not null && string.Equals(context.Get(WaitUntil), DeliveredOutcome, StringComparison.OrdinalIgnoreCase))
        {
            context.Complete(DeliveredOutcome);
            return;
        }

        var (now, latest) = (context.Time.GetUtcNow(), context.GetState<DateTimeOffset?>(LatestState));
        if (latest <= now)
            context.Complete(TimedOutOutcome);
        else
            context.Wait(client.BookmarkOf(reference, now, latest));
    }
}
