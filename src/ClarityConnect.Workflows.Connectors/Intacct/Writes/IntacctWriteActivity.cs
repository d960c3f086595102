using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>An activity that makes a record at Intacct at most once: whatever happens to the answer, the record is looked up by our reference.</summary>
/// <typeparam name="T">The record.</typeparam>
public abstract class IntacctWriteActivity<T> : CodeActivity<T>
    where T : class
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true, Order = -10)]
    public Input<string> Connection { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var once = Prepare(context, await context.GetClientAsync<IntacctClient>(Connection));
        var made = await once.RunAsync(context.CancellationToken);
        Report(context, made);
        context.Complete(OutcomeOf(made));
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var once = Prepare(context, await context.GetClientAsync<IntacctClient>(Connection));
        T? made;
        try
        {
            made = await once.FindAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // Somebody's record has the reference, but it is not the same: a person has to look.
            return Reconciliation.Unknown;
        }

        if (made is null)
            return Reconciliation.NotApplied;
        Report(context, made);
        context.Complete(OutcomeOf(made));
        return Reconciliation.Applied;
    }

    /// <summary>Reads the inputs and checks them.</summary>
    private protected abstract AtMostOnce<T> Prepare(ActivityExecutionContext context, IntacctClient client);

    /// <summary>The port by which the activity is left.</summary>
    private protected virtual string OutcomeOf(T made) => "Done";

    /// <summary>Sets the outputs.</summary>
    private protected virtual void Report(ActivityExecutionContext context, T made) => context.Set(Result, made);
}
