using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Writes a line to the server's log and to the journal.</summary>
[Activity("Elsa", "Console", "Writes a line to the log and the journal.", DisplayName = "Write line")]
public sealed class WriteLine : CodeActivity
{
    /// <summary>The text.</summary>
    [Input(Description = "The text to write.")]
    public Input<string> Text { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) =>
        Logs.WriteLine(context.Logger, Failures.CardDataMasker.Mask(context.Get(Text) ?? ""));
}
