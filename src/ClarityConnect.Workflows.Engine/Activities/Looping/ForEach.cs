using System.Globalization;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body once for each item, one after the other.</summary>
[Activity("Elsa", "Looping", "Runs its body once for each item of a list.", DisplayName = "For each")]
public sealed class ForEach : Activity, ILoop
{
    private const string HiddenItems = "items";

    /// <summary>The items, a list.</summary>
    [Input(Description = "The list to go through.", UIHint = "multiline")]
    public Input<object> Items { get; set; } = new();

    /// <summary>The current item.</summary>
    [Output(Description = "The current item.")]
    public Output<object> CurrentValue { get; set; } = new();

    /// <summary>Runs for each item, with the variables CurrentValue and CurrentIndex.</summary>
    public ActivityPort? Body { get; set; }

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = ItemList.Read(context.Get(Items))
            ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Items' is empty. Give it a list, or an expression that has one.");
        ((BurstContext)context).SetHidden(HiddenItems, items);
        await GoAsync(context, 0);
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion) =>
        GoAsync(context, context.GetState<int>("index") + 1);

    private async ValueTask GoAsync(ActivityExecutionContext context, int index)
    {
        context.SetState("index", index);
        var items = await ((BurstContext)context).GetHiddenListAsync(HiddenItems);
        if (Body is null || index >= items.Count)
        {
            context.Complete();
            return;
        }

        var item = items[index];
        context.Set(CurrentValue, item);
        context.Schedule(Body, index.ToString(CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["CurrentValue"] = item, ["CurrentIndex"] = index });
    }
}
