using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>
/// Runs its body for all items of a list side by side, and completes when the last has ended. Items are begun in portions, the next when those before
/// have ended or wait: what is scheduled stands in every checkpoint, so that thousands of items with an effect each would write all of them each time.
/// </summary>
[Activity("Elsa", "Looping", "Runs its body for all items of a list side by side.", DisplayName = "Parallel for each")]
public sealed class ParallelForEach : Activity, ILoop, IIdleContainer
{
    /// <summary>How many items are begun together.</summary>
    private const int Portion = 100;

    private const string HiddenItems = "items";
    private const string NextState = "next";

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

        var burst = (BurstContext)context;
        if (items.Value.GetArrayLength() > Portion)
            burst.SetHidden(HiddenItems, items.Value);
        Begin(burst, [.. items.Value.EnumerateArray()], 0);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        var burst = (BurstContext)context;
        if (!burst.HasChildren && !await BeginNextAsync(burst))
            context.Complete();
    }

    ValueTask<bool> IIdleContainer.OnIdleAsync(BurstContext context) => BeginNextAsync(context);

    /// <returns>Whether any were left to begin.</returns>
    private async ValueTask<bool> BeginNextAsync(BurstContext context)
    {
        var next = context.GetState<int>(NextState);
        if (next > 0)
            Begin(context, await context.GetHiddenListAsync(HiddenItems), next);
        return next > 0;
    }

    private void Begin(BurstContext context, IReadOnlyList<JsonElement> items, int next)
    {
        var end = Math.Min(next + Portion, items.Count);
        for (var index = next; index < end; index++)
            context.Schedule(Body!, index.ToString(CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["CurrentValue"] = items[index], ["CurrentIndex"] = index });
        if (end < items.Count)
            context.SetState(NextState, end);
        else
            context.Forget(HiddenItems, NextState);
    }
}
