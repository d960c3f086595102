using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Canonical.Amounts;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Shares an amount out by weights, to the last minor unit.</summary>
[Activity("ClarityConnect", "Data", "Shares an amount out, for example a fee among stores. The shares come to the amount to the last penny.", DisplayName = "Split amount")]
public sealed class SplitAmount : CodeActivity<IReadOnlyList<decimal>>
{
    /// <summary>The amount.</summary>
    [Input(Description = "The amount to share out.", IsRequired = true)]
    public Input<decimal?> Amount { get; set; } = new();

    /// <summary>Its currency.</summary>
    [Input(Description = "The currency of the amount, such as USD; it says how many decimals there are.", IsRequired = true)]
    public Input<string> Currency { get; set; } = new();

    /// <summary>The weights.</summary>
    [Input(Description = "A number for each share that says how large it is: [70, 30], or the sales of each store. Zero gets nothing.", IsRequired = true)]
    public Input<IReadOnlyList<decimal>> Weights { get; set; } = new();

    /// <summary>How to round.</summary>
    [Input(Description = "How the amount itself is rounded if it has parts of the smallest unit.", Category = "Advanced")]
    public Input<RoundingRule> Rounding { get; set; } = new(RoundingRule.HalfAwayFromZero);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var amount = new Money(context.GetRequired(Amount)!.Value, ExchangeRates.Code(context.GetRequired(Currency)));
        try
        {
            context.Set(Result, (IReadOnlyList<decimal>)[.. amount.Allocate(context.GetRequired(Weights), context.Get(Rounding)).Select(share => share.Amount)]);
        }
        catch (ArgumentException exception)
        {
            throw new ActivityException(FailureKind.InvalidData, $"{exception.Message} Give a weight above zero for at least one share.", exception);
        }
    }
}
