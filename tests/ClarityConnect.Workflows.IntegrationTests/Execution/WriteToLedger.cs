using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>A durable step that writes to the <see cref="Ledger"/>.</summary>
[Activity("Test", "Test", "Writes to the ledger.")]
public sealed class WriteToLedger : CodeActivity<string>
{
    [Input]
    public Input<string> Value { get; set; } = new();

    [Input]
    public Input<EffectKind> Effect { get; set; } = new(EffectKind.Reconcilable);

    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => context.Get(Effect);

    protected internal override ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        if (!context.GetService<Ledger>().Holds(context.IdempotencyKey))
            return ValueTask.FromResult(Reconciliation.NotApplied);
        context.Set(Result, "found");
        context.Complete();
        return ValueTask.FromResult(Reconciliation.Applied);
    }

    protected override void Execute(ActivityExecutionContext context)
    {
        context.GetService<Ledger>().Write(context.IdempotencyKey, context.Get(Value) ?? "");
        context.Set(Result, "written");
    }
}
