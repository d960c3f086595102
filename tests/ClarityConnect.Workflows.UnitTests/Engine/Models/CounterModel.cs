namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>Counter-based: an activity is decided once every connection that counts was visited; one that does not run visits its own unfollowed.</summary>
internal sealed class CounterModel(AnyFlow flow) : FlowModel(flow)
{
    private readonly Dictionary<AnyFlow.Edge, bool> visited = [];
    private readonly HashSet<int> decided = [];

    protected override bool IsRace(int node) => Flow.Kinds[node] == "WaitAny";

    protected override void Complete(int node, string? outcome)
    {
        foreach (var edge in Out(node))
        {
            visited[edge] = edge.Port == outcome && !IsNeedless(node);
            Arrive(edge);
        }
    }

    private void Arrive(AnyFlow.Edge edge)
    {
        var target = edge.Target;
        if (decided.Contains(target))
            return;
        var kind = Flow.Kinds[target];
        if (kind == "WaitAny" && visited[edge])
        {
            Decide(target, runs: true);
            return;
        }

        var inbound = Forward(target);
        if (inbound.TrueForAll(visited.ContainsKey))
            Decide(target, kind == "WaitAll" ? inbound.TrueForAll(other => visited[other]) : inbound.Exists(other => visited[other]));
    }

    private void Decide(int target, bool runs)
    {
        decided.Add(target);
        if (runs && !IsNeedless(target))
            Scheduled.Enqueue(target);
        else
            Complete(target, null);
    }
}
