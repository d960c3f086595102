using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body for all items of a list side by side, and completes when the last has ended.</summary>
[Activity("Elsa", "Looping", "Runs its body for all items of a list side by side.", DisplayName = "Parallel for each")]
public sealed class ParallelForEach : Activity, ILoop
{
    /// <summary>The items, a list; nothing is as good as an empty list.</summary>
    [Input(Description = "The list whose items are worked on side by side.", UIHint = "multiline")]
    public Input<object> Items { get; set; } = new();

    /// <summary>Runs for each item, with the variables CurrentValue and CurrentIndex.</summary>
    public ActivityPort? Body { get; set; }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var items = ItemList.Read(context.Get(Items));
        if (Body is null || items is null || items.Value.GetArrayLength() == 0)
        {
            context.Complete();
            return;
        }

        var index = 0;
        foreach (var item in items.Value.EnumerateArray())
        {
            context.Schedule(Body, index.ToString(CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["CurrentValue"] = item, ["CurrentIndex"] = index });
            index++;
        }
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        ((BurstContext)context).CompleteWithLastChild();
        return ValueTask.CompletedTask;
    }
}
