using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>
/// Asks somebody outside, a person or a program, to do a task, and waits until it is reported as done: at
/// <c>POST /elsa/api/tasks/{taskId}/complete</c>. Open tasks are listed at <c>GET /api/v1/tasks</c>.
/// </summary>
[Activity("Elsa", "Primitives", "Asks a person or a program outside to do a task, and waits until it is done.", DisplayName = "Run task")]
public sealed class RunTask : Activity
{
    /// <summary>The name of the bookmarks that open tasks are; their key is the task's id.</summary>
    public const string BookmarkName = "Elsa.RunTask";

    /// <summary>What kind of task it is.</summary>
    [Input(DisplayName = "Task name", Description = "What kind of task it is.", IsRequired = true)]
    public Input<string> TaskName { get; set; } = new();

    /// <summary>What is needed to do it.</summary>
    [Input(Description = "What is needed to do it.", UIHint = "json-editor")]
    public Input<object> Payload { get; set; } = new();

    /// <summary>The task's id.</summary>
    [Output(DisplayName = "Task id", Description = "The task's id.")]
    public Output<string> TaskId { get; set; } = new();

    /// <summary>What came of it.</summary>
    [Output(Description = "What came of it.")]
    public Output<object> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        _ = context.GetRequired(TaskName);
        context.Set(TaskId, context.ExecutionId);
        context.Wait(new Bookmark(BookmarkName) { Key = context.ExecutionId });
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        context.Set(Result, resumption.Payload);
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
