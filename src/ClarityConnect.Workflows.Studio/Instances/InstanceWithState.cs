using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>An instance as the viewer shows it.</summary>
internal sealed record InstanceWithState(InstanceRow Row, object WorkflowState) : InstanceSummary(Row);
