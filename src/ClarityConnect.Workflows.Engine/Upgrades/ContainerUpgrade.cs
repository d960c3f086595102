using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>One running execution of a container while its instance is upgraded. Indexes of activities are already those of the new version.</summary>
internal sealed class ContainerUpgrade
{
    public required InstanceState State { get; init; }

    public required ActivityExecution Execution { get; init; }

    /// <summary>The container in the version that the instance ran.</summary>
    public required CompiledActivity Source { get; init; }

    /// <summary>The version that the instance is to run.</summary>
    public required CompiledWorkflow Workflow { get; init; }

    public required List<string> Refusals { get; init; }

    public required List<string> Notes { get; init; }

    public string Version => $"version {Workflow.Version}";

    /// <summary>Whether an activity is scheduled, running, waiting or failed in this execution.</summary>
    public bool IsOpen(int node) => Execution.Children.Values.Any(child => child.Node == node);

    /// <summary>How often an activity was begun by this execution.</summary>
    public int Runs(int node) => Execution.Repetitions.GetValueOrDefault(node);

    public string NameOf(int node) => Workflow.Activities[node].Title;
}
