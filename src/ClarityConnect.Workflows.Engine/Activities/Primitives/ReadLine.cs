using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Waits for a line of text. A server has no console, so the line comes by resuming the bookmark.</summary>
[Activity("Elsa", "Console", "Waits for a line of text.", DisplayName = "Read line")]
public sealed class ReadLine : Activity
{
    /// <summary>The line.</summary>
    [Output(Description = "The line.")]
    public Output<string> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => context.Wait(new Bookmark("Elsa.ReadLine") { Key = context.ExecutionId });

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        context.Set(Result, resumption.Payload is { } line ? ValueConversion.ToText(line) : "");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
