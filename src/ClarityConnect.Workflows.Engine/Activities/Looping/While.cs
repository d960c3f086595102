using System.Globalization;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>Runs its body as long as a condition holds, which is evaluated before each time.</summary>
[Activity("Elsa", "Looping", "Runs its body as long as a condition holds.")]
public sealed class While : Activity, ILoop
{
    /// <summary>The condition; false where it is empty.</summary>
    [Input(Description = "The condition, evaluated before each time.", IsDeferred = true)]
    public Input<bool> Condition { get; set; } = new(false);

    /// <summary>What runs each time.</summary>
    public ActivityPort? Body { get; set; }

    /// <inheritdoc/>
    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context) => GoAsync(context, 0);

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion) =>
        GoAsync(context, context.GetState<int>("index") + 1);

    private async ValueTask GoAsync(ActivityExecutionContext context, int index)
    {
        context.SetState("index", index);
        if (Body is null || !await context.EvaluateAsync(Condition))
            context.Complete();
        else
            context.Schedule(Body, index.ToString(CultureInfo.InvariantCulture));
    }
}
