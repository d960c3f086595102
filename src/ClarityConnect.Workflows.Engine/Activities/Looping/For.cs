using System.Globalization;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body for each number from a start to an end.</summary>
[Activity("Elsa", "Looping", "Runs its body for each number from a start to an end.")]
public sealed class For : Activity, ILoop
{
    /// <summary>The first number.</summary>
    [Input(Description = "The first number.")]
    public Input<int> Start { get; set; } = new(0);

    /// <summary>The last number.</summary>
    [Input(Description = "The last number.")]
    public Input<int> End { get; set; } = new(0);

    /// <summary>What is added each time; negative counts down, zero never ends by itself.</summary>
    [Input(Description = "What is added each time; a negative step counts down.")]
    public Input<int> Step { get; set; } = new(1);

    /// <summary>Whether the body runs for the end itself too.</summary>
    [Input(DisplayName = "Including the end", Description = "Whether the body runs for the end itself too.")]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    /// <summary>The current number.</summary>
    [Output(Description = "The current number.")]
    public Output<object> CurrentValue { get; set; } = new();

    /// <summary>What runs each time, with the variable CurrentValue.</summary>
    public ActivityPort? Body { get; set; }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        context.SetState("end", context.Get(End));
        context.SetState("step", context.Get(Step));
        context.SetState("inclusive", context.Get(OuterBoundInclusive));
        Go(context, context.Get(Start));
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        Go(context, context.GetState<long>("current") + context.GetState<int>("step"));
        return ValueTask.CompletedTask;
    }

    private void Go(ActivityExecutionContext context, long current)
    {
        context.SetState("current", current);
        if (Body is null || !IsWithin(context, current))
        {
            context.Complete();
            return;
        }

        context.Set(CurrentValue, current);
        context.Schedule(Body, current.ToString(CultureInfo.InvariantCulture), new Dictionary<string, object?> { ["CurrentValue"] = current });
    }

    private static bool IsWithin(ActivityExecutionContext context, long current)
    {
        var end = context.GetState<int>("end");
        if (current == end)
            return context.GetState<bool>("inclusive");
        return context.GetState<int>("step") >= 0 ? current < end : current > end;
    }
}
