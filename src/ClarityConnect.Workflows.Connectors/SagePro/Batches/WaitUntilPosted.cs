using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Waits until something that was delivered is in the books.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Waits until something that was delivered to Sage Pro is in the books, or was refused.", DisplayName = "Wait until posted")]
[FlowNode("Posted", "Rejected", "Timed out")]
public sealed class WaitUntilPosted : Activity
{
    private const string LatestState = "latest";

    /// <summary>The company.</summary>
    [Input(Description = "The Sage Pro company.", ConnectionType = typeof(SageProConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The reference.</summary>
    [Input(Description = "The reference under which it was sent.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>How long to wait.</summary>
    [Input(DisplayName = "Wait at most", Description = "How long to wait, as days.hours:minutes:seconds; empty to wait for ever.")]
    public Input<TimeSpan?> WaitAtMost { get; set; } = new();

    /// <summary>Where it stands.</summary>
    [Output(Description = "Where it stands: reference, status, code and text of a refusal, Sage Pro's number.")]
    public Output<PostingState> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.SetState(LatestState, context.Time.GetUtcNow() + context.Get(WaitAtMost));
        await LookAsync(context);
    }

    /// <inheritdoc/>
    protected override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption) => LookAsync(context);

    private async ValueTask LookAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<SageProClient>(Connection);
        var reference = context.GetRequired(Reference).Trim();
        var state = await client.StateAsync(reference, context.CancellationToken);
        if (state is not null)
            context.Set(Result, state);
        var (now, latest) = (context.Time.GetUtcNow(), context.GetState<DateTimeOffset?>(LatestState));
        if (state?.Status == PostingState.Posted)
            context.Complete("Posted");
        else if (state?.IsGivenUp == true)
            context.Complete("Rejected");
        else if (latest <= now)
            context.Complete("Timed out");
        else
            context.Wait(client.BookmarkOf(reference, now, latest));
    }
}
