using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Fails on purpose: the instance stops here and becomes a dead letter for a person.</summary>
[Activity("Elsa", "Primitives", "Fails the workflow on purpose, for a person to look at.")]
public sealed class Fault : Activity
{
    /// <summary>A code for the failure.</summary>
    [Input(Description = "A code for the failure.")]
    public Input<string> Code { get; set; } = new();

    /// <summary>The group of the failure.</summary>
    [Input(Description = "The group of the failure.")]
    public Input<string> Category { get; set; } = new();

    /// <summary>The type of the failure.</summary>
    [Input(DisplayName = "Type", Description = "The type of the failure.")]
    public Input<string> FaultType { get; set; } = new();

    /// <summary>What happened.</summary>
    [Input(Description = "What happened and what to do.")]
    public Input<string> Message { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var message = context.Get(Message);
        throw new ActivityException(FailureKind.Rejected, string.IsNullOrEmpty(message) ? $"The workflow was failed on purpose by '{context.ActivityName}'." : message)
        {
            VendorCode = context.Get(Code),
        };
    }
}
