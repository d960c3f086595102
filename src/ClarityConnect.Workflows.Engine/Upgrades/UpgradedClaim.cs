using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>A claimed instance after its upgrade, or as it was.</summary>
/// <param name="Workflow">The version to go on with.</param>
/// <param name="State">The state of that version.</param>
/// <param name="Outcomes">For each work item that asked for an upgrade what came of it.</param>
internal sealed record UpgradedClaim(CompiledWorkflow Workflow, InstanceState State, IReadOnlyDictionary<string, (string EventName, string Message)> Outcomes);
