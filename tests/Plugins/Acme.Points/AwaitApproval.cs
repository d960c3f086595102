using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Points;

/// <summary>Waits until somebody approves the points.</summary>
[Activity("Acme.Points", "Acme Points", "Waits until somebody approves the points.")]
public sealed class AwaitApproval : Activity
{
    /// <summary>What is to be approved.</summary>
    [Input(Description = "What is to be approved, such as an order number.")]
    public Input<string> Subject { get; set; } = new("");

    /// <summary>Says which version of the plugin went on.</summary>
    [Output(Description = "The version of the plugin that went on, with what it was told.")]
    public Output<string> By { get; set; } = new();

    protected override void Execute(ActivityExecutionContext context) =>
        context.Wait(new Bookmark("Acme.Approved") { Key = context.Get(Subject) ?? "" });

    protected override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
#if NEXT
        const string Version = "version 2";
#else
        const string Version = "version 1";
#endif
        context.Set(By, $"{Version}, {resumption.Payload}");
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
