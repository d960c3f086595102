using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Activities.Http;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The routes of published HTTP endpoints, the most specific ones first, with what each endpoint allows.</summary>
/// <param name="index">The published triggers.</param>
/// <param name="workflows">Gives the definitions.</param>
/// <param name="evaluator">Evaluates the endpoints' inputs.</param>
public sealed class HttpRouteTable(TriggerIndex index, CompiledWorkflowCache workflows, TriggerEvaluator evaluator)
{
    private volatile Table current = new([]);

    /// <summary>Finds routes of a definition that another definition, or another endpoint of the same one, has too.</summary>
    /// <param name="starts">The triggers that the definition is published with.</param>
    /// <param name="published">The triggers of all published definitions.</param>
    /// <returns>The endpoints, and what is wrong with each; empty if nothing is.</returns>
    public static IReadOnlyList<(string ActivityId, string Problem)> FindConflicts(IReadOnlyList<TriggerRow> starts, IReadOnlyList<TriggerRow> published)
    {
        var own = starts.Where(IsRoute).ToList();
        if (own.Count == 0)
            return [];
        var others = published.Where(trigger => IsRoute(trigger) && trigger.DefinitionId != own[0].DefinitionId)
            .ToLookup(trigger => HttpRoute.Parse(trigger.Key).Shape);
        var problems = new List<(string, string)>();
        foreach (var same in own.GroupBy(trigger => HttpRoute.Parse(trigger.Key).Shape))
        {
            if (same.Select(trigger => trigger.ActivityId).Distinct().Skip(1).Any())
                problems.Add((same.Last().ActivityId, $"the HTTP endpoints {string.Join(" and ", same.Select(trigger => $"'{trigger.ActivityId}'").Distinct())} both start this workflow by '{same.Key}'. Change the path or the methods of one."));
            foreach (var other in others[same.Key].DistinctBy(trigger => trigger.DefinitionId))
                problems.Add((same.First().ActivityId, $"it listens for '{same.Key}', and so does the published workflow '{other.DefinitionId}'. Change the path, or retract that workflow first."));
        }

        return problems;
    }

    /// <summary>Finds what a request starts.</summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path below the base path, still encoded.</param>
    internal (TriggerRow Trigger, Dictionary<string, string> Values)? Find(string method, string path)
    {
        var parts = HttpRoute.Split(path);
        foreach (var (route, trigger) in Current().Routes)
        {
            if (route.Match(method, parts) is { } values)
                return (trigger, values);
        }

        return null;
    }

    /// <summary>Says what an endpoint allows. Its inputs are evaluated once for each published version, like its path.</summary>
    internal async ValueTask<EndpointSettings> SettingsAsync(TriggerRow trigger, CancellationToken cancellationToken)
    {
        var settings = Current().Settings;
        if (settings.TryGetValue(trigger, out var known))
            return known;
        var workflow = await workflows.GetAsync(trigger.DefinitionVersionId, cancellationToken);
        if (workflow.Find(trigger.ActivityId) is not { Activity: HttpEndpoint endpoint } activity)
            return new EndpointSettings();
        return settings[trigger] = endpoint.SettingsOf(await evaluator.ContextAsync(workflow, activity, cancellationToken));
    }

    private static bool IsRoute(TriggerRow trigger) => trigger.Name == HttpRoute.StimulusName;

    private Table Current()
    {
        var triggers = index.Find(HttpRoute.StimulusName);
        if (!ReferenceEquals(current.Triggers, triggers))
            current = new Table(triggers);
        return current;
    }

    private sealed class Table
    {
        public Table(IReadOnlyList<TriggerRow> triggers)
        {
            Triggers = triggers;
            var routes = triggers.Select(trigger => (Route: HttpRoute.Parse(trigger.Key), Trigger: trigger)).ToList();
            routes.Sort(static (left, right) =>
            {
                var order = HttpRoute.MostSpecificFirst(left.Route, right.Route);
                // Publishing refuses a route twice; where two nodes published at once, every node still takes the same one.
                return order != 0 ? order : string.CompareOrdinal(left.Trigger.DefinitionId, right.Trigger.DefinitionId);
            });
            Routes = routes;
        }

        public IReadOnlyList<TriggerRow> Triggers { get; }

        public IReadOnlyList<(HttpRoute Route, TriggerRow Trigger)> Routes { get; }

        public ConcurrentDictionary<TriggerRow, EndpointSettings> Settings { get; } = [];
    }
}
