using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// How often a flowchart's activities and connections were visited. A connection counts as visited whether it was followed or not, so that a join
/// knows when nothing more can come.
/// </summary>
internal sealed class FlowScope
{
    /// <summary>Visits by activity id.</summary>
    [JsonInclude]
    public Dictionary<string, long> Activities { get; private set; } = [];

    /// <summary>Visits by connection key; negative where the last visit did not follow it.</summary>
    [JsonInclude]
    public Dictionary<string, long> Connections { get; private set; } = [];

    public long VisitsOf(string activity) => Activities.GetValueOrDefault(activity);

    public long VisitsOf(FlowConnection connection) => Math.Abs(Connections.GetValueOrDefault(connection.Key));

    public bool WasFollowed(FlowConnection connection) => Connections.GetValueOrDefault(connection.Key) > 0;

    public void Visit(string activity) => Activities[activity] = VisitsOf(activity) + 1;

    public void Visit(FlowConnection connection, bool isFollowed)
    {
        var visits = VisitsOf(connection) + 1;
        Connections[connection.Key] = isFollowed ? visits : -visits;
    }

    /// <summary>Makes a connection count as not visited since the activity's last visit.</summary>
    public void Forget(FlowConnection connection, long visits)
    {
        if (VisitsOf(connection) > visits)
            Connections[connection.Key] = visits;
    }

    public void Forget(string activity, long visits) => Activities[activity] = visits;
}
