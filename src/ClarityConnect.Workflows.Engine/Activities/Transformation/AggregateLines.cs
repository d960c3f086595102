using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Lines;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Sums lines up by groups.</summary>
[Activity("ClarityConnect", "Data", "Sums lines up, in all or for each group, such as the items of an order to its total or the lines of a journal for each account.", DisplayName = "Aggregate lines")]
public sealed class AggregateLines : CodeActivity<IReadOnlyList<IReadOnlyDictionary<string, object?>>>
{
    /// <summary>The lines.</summary>
    [Input(Description = "The lines, a list of objects.", IsRequired = true)]
    public Input<IReadOnlyList<JsonElement>> Lines { get; set; } = new();

    /// <summary>What makes a group.</summary>
    [Input(DisplayName = "Group by", Description = "The fields whose values make a group, such as account and side. Leave empty for one total of all lines.")]
    public Input<IReadOnlyList<string>> GroupBy { get; set; } = new();

    /// <summary>What is summed up.</summary>
    [Input(Description = "The fields to sum up, such as amount and tax.", IsRequired = true)]
    public Input<IReadOnlyList<string>> Sum { get; set; } = new();

    /// <summary>What else a group keeps.</summary>
    [Input(Description = "Further fields that a group takes from its first line, such as description.", Category = "Advanced")]
    public Input<IReadOnlyList<string>> Keep { get; set; } = new();

    /// <summary>The totals of all lines.</summary>
    [Output(Description = "The sum of each field over all lines, by the field's name.")]
    public Output<IReadOnlyDictionary<string, decimal>> Totals { get; set; } = new();

    /// <summary>The first field's total.</summary>
    [Output(Description = "The sum of the first field over all lines.")]
    public Output<decimal> Total { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var (lines, sums) = (context.GetRequired(Lines), context.GetRequired(Sum));
        var totals = LineAggregation.Total(lines, sums);
        context.Set(Result, LineAggregation.Aggregate(lines, context.Get(GroupBy) ?? [], sums, context.Get(Keep)));
        context.Set(Totals, totals);
        context.Set(Total, sums.Count == 0 ? 0 : totals[sums[0]]);
    }
}
