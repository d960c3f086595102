using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Ends its flowchart at once.</summary>
[Activity("Elsa", "Flow", "Ends the flow.", IsTerminal = true)]
public sealed class End : CodeActivity;
