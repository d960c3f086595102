using ClarityConnect.Workflows.Engine.Activities.Http;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Http;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>
/// Finds other published definitions that start by the same event. An HTTP request starts only one of them, which is an error; a published event
/// starts all, which may be meant.
/// </summary>
internal static class TriggerCollisions
{
    public static async Task<IReadOnlyList<DefinitionFinding>> FindAsync(
        CompiledWorkflow workflow, IReadOnlyList<TriggerRow> triggers, IDefinitionStore store, CancellationToken cancellationToken)
    {
        if (!triggers.Any(trigger => trigger.Name is HttpRoute.StimulusName or Event.StimulusName))
            return [];
        var published = await store.ListTriggersAsync(cancellationToken);
        var findings = HttpRouteTable.FindConflicts(triggers, published)
            .Select(conflict => workflow.Find(conflict.ActivityId)!.Error(FindingCodes.RouteCollision, conflict.Problem, "", nameof(HttpEndpoint.Path)))
            .ToList();
        foreach (var trigger in triggers.Where(trigger => trigger.Name == Event.StimulusName))
        {
            var others = published.Where(other => other.Name == trigger.Name && other.Key == trigger.Key && other.DefinitionId != workflow.DefinitionId);
            findings.AddRange(others.DistinctBy(other => other.DefinitionId).Select(other => workflow.Find(trigger.ActivityId)!.Warning(
                FindingCodes.SharedEvent,
                $"the event '{trigger.Key}' starts the published workflow '{other.DefinitionId}' too.",
                "If only one of them should start, give them events of their own.",
                nameof(Event.EventName))));
        }

        return findings;
    }
}
