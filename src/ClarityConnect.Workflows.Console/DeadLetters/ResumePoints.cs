using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Console.DeadLetters;

/// <summary>Finds the steps that a failed run can go back to.</summary>
internal static class ResumePoints
{
    /// <summary>
    /// Gives the activities that have begun in this run and stand in a container around the failed one, in the order of the drawing. Triggers
    /// are left out: the event that started the run is not read twice.
    /// </summary>
    public static IReadOnlyList<ResumePoint> Find(DefinitionDocument definition, string failedActivityId, IReadOnlyList<ActivityExecutionRow> executions)
    {
        var found = new List<ResumePoint>();
        if (definition.ToNode()["root"] is JsonObject root)
            Collect(root, failedActivityId, executions, found);
        return found;
    }

    /// <returns>Whether the failed activity is this one or inside it.</returns>
    private static bool Collect(JsonObject activity, string failedActivityId, IReadOnlyList<ActivityExecutionRow> executions, List<ResumePoint> found)
    {
        if (Id(activity) == failedActivityId)
            return true;
        var children = Children(activity).ToList();
        var mark = found.Count;
        if (!children.Any(child => Collect(child, failedActivityId, executions, found)))
            return false;
        found.InsertRange(mark, children.Select(child => Point(child, failedActivityId, executions)).OfType<ResumePoint>());
        return true;
    }

    private static ResumePoint? Point(JsonObject activity, string failedActivityId, IReadOnlyList<ActivityExecutionRow> executions)
    {
        var id = Id(activity)!;
        var last = executions.Where(execution => execution.ActivityId == id).MaxBy(execution => execution.StartedSequence);
        if (last is null || activity["customProperties"]?["canStartWorkflow"] is JsonValue flag && flag.TryGetValue<bool>(out var starts) && starts)
            return null;
        return new ResumePoint(id, last.ActivityName ?? id, last.Status, last.StartedAt, id == failedActivityId);
    }

    /// <summary>The activities directly inside: objects with an id and a type, in whatever member or list they are.</summary>
    private static IEnumerable<JsonObject> Children(JsonObject activity) => activity
        .SelectMany(member => member.Value switch
        {
            JsonObject child => [child],
            JsonArray list => list.OfType<JsonObject>(),
            _ => Enumerable.Empty<JsonObject>(),
        })
        .SelectMany(child => Id(child) is not null && child["type"] is JsonValue ? [child] : child.ContainsKey("activity") && child["activity"] is JsonObject inner ? [inner] : Enumerable.Empty<JsonObject>());

    private static string? Id(JsonObject activity) => activity["id"] is JsonValue value && value.TryGetValue<string>(out var id) ? id : null;
}
