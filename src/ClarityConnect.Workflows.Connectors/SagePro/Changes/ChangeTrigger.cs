using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>
/// Starts an instance for every row that is new or different. A database tells nobody, so all rows are read at an interval and compared with what they
/// were. The first poll only takes note, unless told otherwise.
/// </summary>
/// <typeparam name="T">What a row becomes.</typeparam>
public abstract class ChangeTrigger<T> : PollingTrigger
{
    private const int Most = 500;

    /// <summary>The company.</summary>
    [Input(Description = "The Sage Pro company.", ConnectionType = typeof(SageProConnection), IsRequired = true, Order = 0)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Whether what is there counts as new.</summary>
    [Input(DisplayName = "Begin with everything", Description = "Whether the first time starts a run for everything that is there already. Off, only what changes from then on does.", Order = 1)]
    public Input<bool> BeginsWithEverything { get; set; } = new();

    /// <summary>The row.</summary>
    [Output(Description = "What changed, as it is now.")]
    public Output<T> Result { get; set; } = new();

    /// <summary>What is watched; one of <see cref="ChangeKind"/>.</summary>
    private protected abstract string Kind { get; }

    /// <summary>Whether a row is meant.</summary>
    /// <param name="context">The poll.</param>
    /// <param name="row">The row.</param>
    private protected virtual bool Means(PollContext context, T row) => true;

    /// <summary>The correlation id of the instance that a row starts.</summary>
    /// <param name="row">The row.</param>
    private protected virtual string? CorrelationOf(T row) => null;

    /// <summary>Says whether changes that workflows made are left out; null where workflows make none.</summary>
    private protected virtual Input<bool>? LeavesOutOwn => null;

    /// <inheritdoc/>
    protected override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var cursor = context.GetCursor<ChangeCursor>();
        var client = await context.GetClientAsync<SageProClient>(Connection);
        var list = await client.ChangesAsync(new ChangeRequest(Kind, cursor?.Through ?? (context.Get(BeginsWithEverything) ? 0 : null), Most), cancellationToken);
        var leavesOutOwn = LeavesOutOwn is { } input && context.Get(input);
        var events = new List<TriggerEvent>();
        foreach (var change in list.Changes.Where(change => !leavesOutOwn || !change.IsOwn))
        {
            if (Calling.SageProJson.Read<T>(change.Row) is { } row && Means(context, row))
                events.Add(new TriggerEvent($"{Kind}:{change.Key}:{change.Number}", row, CorrelationOf(row)));
        }

        return new PollResult(events, new ChangeCursor(list.Through));
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
        {
            throw new ActivityException(
                FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        }

        context.Set(Result, ValueConversion.To<T>(payload));
        context.Complete();
    }
}
