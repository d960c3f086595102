using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Points;

/// <summary>Counts the points for an amount.</summary>
[Activity("Acme.Points", "Acme Points", "Counts the points that a customer gets for a purchase.")]
public sealed class AddPoints : CodeActivity<int>
{
    /// <summary>The amount that was paid.</summary>
    [Input(Description = "What the customer paid, in whole pounds.")]
    public Input<int> Amount { get; set; } = new(0);

    /// <summary>Says which version of the plugin ran.</summary>
    [Output(Description = "The version of the plugin.")]
    public Output<string> By { get; set; } = new();

    protected override void Execute(ActivityExecutionContext context)
    {
#if NEXT
        context.Set(By, "version 2");
        context.Set(Result, context.Get(Amount) * 2);
#else
        context.Set(By, "version 1");
        context.Set(Result, context.Get(Amount));
#endif
    }
}
