using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Ends the whole instance, whatever else is running in it.</summary>
[Activity("Elsa", "Primitives", "Ends the whole workflow.", IsTerminal = true)]
public sealed class Finish : CodeActivity
{
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context) => ((BurstContext)context).FinishInstance();
}
