using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Marks where a flowchart begins.</summary>
[Activity("Elsa", "Flow", "Marks where the flow begins.", IsStart = true)]
public sealed class Start : CodeActivity;
