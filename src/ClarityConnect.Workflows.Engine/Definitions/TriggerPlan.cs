using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>What starts a definition once it is published.</summary>
/// <param name="Triggers">The events.</param>
/// <param name="Schedules">The schedules.</param>
/// <param name="Findings">Triggers that cannot say when they start it.</param>
internal sealed record TriggerPlan(IReadOnlyList<TriggerRow> Triggers, IReadOnlyList<ScheduleRow> Schedules, IReadOnlyList<DefinitionFinding> Findings);
