using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Scheduling;

/// <summary>Waits for a while. Millions may wait at once; they are rows, not threads.</summary>
[Activity("Elsa", "Scheduling", "Waits for a while.")]
public sealed class Delay : Activity
{
    /// <summary>How long to wait.</summary>
    [Input(DisplayName = "Time span", Description = "How long to wait, as hours:minutes:seconds.", IsRequired = true)]
    public Input<TimeSpan> TimeSpan { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) =>
        context.Wait(new Bookmark("Elsa.Delay") { Key = context.ExecutionId, DueAt = context.Time.GetUtcNow() + context.Get(TimeSpan) });
}
