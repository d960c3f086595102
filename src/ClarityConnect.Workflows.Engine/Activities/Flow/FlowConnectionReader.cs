using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Reads a flowchart's connections in the nested and the flat form.</summary>
internal static class FlowConnectionReader
{
    public static IReadOnlyList<FlowConnection> Read(ActivityCompilation compilation, IReadOnlyList<CompiledActivity> activities)
    {
        var byId = activities.GroupBy(activity => JsonMembers.Text(activity.Json, "id") ?? activity.Id).ToDictionary(group => group.Key, group => group.First().Index, StringComparer.Ordinal);
        var connections = new List<FlowConnection>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var json in JsonMembers.List(compilation.Json, "connections").Where(json => json.ValueKind == JsonValueKind.Object))
        {
            if (!TryAdd(json))
            {
                var (source, target) = (End(json, "source", "sourcePort").Activity, End(json, "target", "targetPort").Activity);
                compilation.Findings.Add(compilation.Activity.Warning(
                    FindingCodes.DroppedConnection, $"its connection from '{source}' to '{target}' names an activity that is not there; it is ignored.", "Connect the activities again."));
            }
        }

        foreach (var json in MissingActivities.WaitingConnections(compilation.Json).Where(json => json.ValueKind == JsonValueKind.Object))
            TryAdd(json);
        return connections;

        bool TryAdd(JsonElement json)
        {
            var (source, port) = End(json, "source", "sourcePort");
            var (target, _) = End(json, "target", "targetPort");
            if (source is null || target is null || !byId.TryGetValue(source, out var from) || !byId.TryGetValue(target, out var to))
                return false;
            if (keys.Add($"{source}:{port}>{target}"))
                connections.Add(new FlowConnection(from, port, to, $"{source}:{port}>{target}"));
            return true;
        }
    }

    public static (string? Activity, string? Port) End(JsonElement connection, string name, string flatPort)
    {
        if (JsonMembers.Find(connection, name) is not { } end)
            return (null, null);
        var (activity, port) = end.ValueKind == JsonValueKind.String
            ? (end.GetString(), JsonMembers.Text(connection, flatPort))
            : (JsonMembers.Text(end, "activity"), JsonMembers.Text(end, "port"));
        return (activity, string.IsNullOrEmpty(port) ? null : port);
    }
}
