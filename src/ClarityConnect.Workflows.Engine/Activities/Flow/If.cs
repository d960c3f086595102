using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Runs one of two activities.</summary>
[Activity("Elsa", "Branching", "Runs one of two activities, depending on a condition.")]
public sealed class If : Activity
{
    /// <summary>The condition; false where it is empty.</summary>
    [Input(Description = "The condition to decide by.")]
    public Input<bool> Condition { get; set; } = new(false);

    /// <summary>What the condition was.</summary>
    [Output(Description = "What the condition was.")]
    public Output<bool> Result { get; set; } = new();

    /// <summary>Runs where the condition holds.</summary>
    public ActivityPort? Then { get; set; }

    /// <summary>Runs where it does not.</summary>
    public ActivityPort? Else { get; set; }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var holds = context.Get(Condition);
        context.Set(Result, holds);
        if ((holds ? Then : Else) is { } branch)
            context.Schedule(branch);
        else
            context.Complete();
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
