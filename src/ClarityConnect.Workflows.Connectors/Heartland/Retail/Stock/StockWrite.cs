using ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>What activities that change stock have in common.</summary>
public abstract class StockWrite : CodeActivity<StockPosting>
{
    /// <summary>The Heartland Retail account.</summary>
    [Input(Description = "The Heartland Retail account.", ConnectionType = typeof(HeartlandRetailConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The location.</summary>
    [Input(DisplayName = "Location", Description = "The shop or warehouse.", Choices = typeof(LocationChoices), IsRequired = true)]
    public Input<string> LocationId { get; set; } = new();

    /// <summary>Why.</summary>
    [Input(DisplayName = "Reason", Description = "Why the stock changes, one of the account's reasons.", Choices = typeof(StockReasonChoices), IsRequired = true)]
    public Input<string> ReasonId { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same change is posted. A reference is posted once.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <inheritdoc/>
    protected sealed override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected sealed override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var plan = new StockPlan(context.GetRequired(Reference), context.GetRequired(LocationId), context.GetRequired(ReasonId), LinesOf(context), IsAbsolute);
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        context.Set(Result, await client.Stock.PostAsync(plan, context.CancellationToken));
    }

    /// <inheritdoc/>
    protected sealed override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<HeartlandRetailClient>(Connection);
        // A set that is not complete changes nothing yet; running again goes on with it.
        if (await client.Stock.FindAsync(context.GetRequired(Reference), context.CancellationToken) is not { } posted)
            return Reconciliation.NotApplied;
        context.Set(Result, posted);
        context.Complete();
        return Reconciliation.Applied;
    }

    private protected abstract bool IsAbsolute { get; }

    private protected abstract IReadOnlyList<StockChange> LinesOf(ActivityExecutionContext context);
}
