using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>Pays somebody outside, and may die before or after the payment.</summary>
[Activity("Model", "Test", "Pays.")]
public sealed class Pay : CodeActivity
{
    [Input]
    public Input<string> To { get; set; } = new();

    [Input]
    public Input<bool> CanLookUp { get; set; } = new(true);

    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => context.Get(CanLookUp) ? EffectKind.Reconcilable : EffectKind.Repeatable;

    protected internal override ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        if (!context.GetService<Outside>().Payments.ContainsKey(context.IdempotencyKey))
            return ValueTask.FromResult(Reconciliation.NotApplied);
        context.Complete();
        return ValueTask.FromResult(Reconciliation.Applied);
    }

    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var outside = context.GetService<Outside>();
        if (outside.Begun.Add(context.IdempotencyKey) == context.IsRepeat)
            outside.Misinformed++;
        await outside.MayDieAsync(context);
        if (!outside.Payments.TryAdd(context.IdempotencyKey, context.Get(To)!) && context.Get(CanLookUp))
            outside.Repeats++;
        await outside.MayDieAsync(context);
    }
}
