using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Points;

/// <summary>Runs a step, and says with how many points it ended.</summary>
[Activity("Acme.Points", "Acme Points", "Runs a step, and gives a bonus when it is done.")]
public sealed class WithBonus : Activity
{
    /// <summary>What runs.</summary>
    public ActivityPort? Body { get; set; }

    /// <summary>The bonus.</summary>
    [Output(Description = "The bonus.")]
    public Output<int> Result { get; set; } = new();

    protected override void Execute(ActivityExecutionContext context) => context.Schedule(Body!, "bonus");

    protected override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Set(Result, completion is { Tag: "bonus", IsCancelled: false } ? 5 : 0);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
