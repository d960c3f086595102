using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// A flowchart's connections seen from its entry. A connection that would close a cycle, walking breadth-first from the entry, is backward; only
/// forward ones count as inbound, and those of unreachable activities do not count at all.
/// </summary>
internal sealed class FlowGraph
{
    private static readonly IReadOnlyList<FlowConnection> None = [];

    private readonly Dictionary<int, List<FlowConnection>> outbound = [];
    private readonly Dictionary<int, List<FlowConnection>> inbound = [];
    private readonly Dictionary<int, List<FlowConnection>> allInbound = [];
    private readonly HashSet<FlowConnection> forward = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FlowConnection, bool> backwardIsValid = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<int, HashSet<int>> leadingOnlyTo = new();
    private readonly int entry;

    public FlowGraph(IReadOnlyList<FlowConnection> connections, int entry)
    {
        this.entry = entry;
        foreach (var connection in connections)
        {
            Add(outbound, connection.Source, connection);
            Add(allInbound, connection.Target, connection);
        }

        FindForward();
        foreach (var connection in connections.Where(connection => !forward.Contains(connection)))
            backwardIsValid[connection] = EveryWayPasses(entry, connection.Target, connection.Source);
    }

    public IReadOnlyList<FlowConnection> Outbound(int node) => outbound.TryGetValue(node, out var list) ? list : None;

    /// <summary>The forward connections that lead to an activity.</summary>
    public IReadOnlyList<FlowConnection> Inbound(int node) => inbound.TryGetValue(node, out var list) ? list : None;

    /// <summary>All connections that lead to an activity, backward ones too.</summary>
    public IReadOnlyList<FlowConnection> AllInbound(int node) => allInbound.TryGetValue(node, out var list) ? list : None;

    /// <summary>The activities that a connection leads to.</summary>
    public IEnumerable<int> Nodes => allInbound.Keys;

    /// <summary>Whether an activity cannot be reached from the entry.</summary>
    public bool IsDangling(int node) => node != entry && !inbound.ContainsKey(node);

    public bool IsBackward(FlowConnection connection, out bool isValid)
    {
        isValid = backwardIsValid.TryGetValue(connection, out var valid) && valid;
        return !forward.Contains(connection);
    }

    /// <summary>All activities from which an activity is reached by forward connections.</summary>
    public HashSet<int> Ancestors(int node) => Walk(node, current => Inbound(current).Select(connection => connection.Source));

    /// <summary>All activities that are reached from an activity by forward connections, itself included.</summary>
    public HashSet<int> Descendants(int node)
    {
        var found = Walk(node, current => Outbound(current).Where(forward.Contains).Select(connection => connection.Target));
        found.Add(node);
        return found;
    }

    /// <summary>Whether every forward way from the entry to an activity passes another one.</summary>
    public bool PassesThrough(int through, int to) => EveryWayPasses(entry, through, to);

    /// <summary>
    /// The activities whose every way onward ends in an activity. A way back is another way onward, unless it is a loop that can be left only where it
    /// goes back.
    /// </summary>
    public IReadOnlySet<int> LeadingOnlyTo(int node) => leadingOnlyTo.GetOrAdd(node, FindLeadingOnlyTo);

    private HashSet<int> FindLeadingOnlyTo(int node)
    {
        var found = Ancestors(node);
        while (found.Where(other => !Outbound(other).All(StaysBefore)).ToList() is { Count: > 0 } leaving)
            found.ExceptWith(leaving);
        return found;

        bool StaysBefore(FlowConnection connection) => forward.Contains(connection)
            ? connection.Target == node || found.Contains(connection.Target)
            : found.Contains(connection.Target) && EveryWayPasses(connection.Target, connection.Source, node);
    }

    private void FindForward()
    {
        var accepted = new Dictionary<int, List<int>>();
        var pairs = new HashSet<(int, int)>();
        var visited = new HashSet<int>();
        var queue = new Queue<int>([entry]);
        while (queue.TryDequeue(out var source))
        {
            visited.Add(source);
            foreach (var target in Outbound(source).Select(connection => connection.Target))
            {
                if (pairs.Contains((source, target)) || Reaches(accepted, target, source))
                    continue;
                pairs.Add((source, target));
                Add(accepted, source, target);
                if (!visited.Contains(target))
                    queue.Enqueue(target);
            }
        }

        foreach (var connection in outbound.Values.SelectMany(list => list).Where(connection => pairs.Contains((connection.Source, connection.Target))))
        {
            forward.Add(connection);
            Add(inbound, connection.Target, connection);
        }
    }

    private bool EveryWayPasses(int from, int through, int to)
    {
        if (through == from || through == to)
            return true;
        var reached = new HashSet<int> { from };
        var queue = new Queue<int>(reached);
        while (queue.TryDequeue(out var node))
        {
            if (node == to)
                return false;
            foreach (var next in Outbound(node).Where(forward.Contains).Select(connection => connection.Target))
            {
                if (next != through && reached.Add(next))
                    queue.Enqueue(next);
            }
        }

        return true;
    }

    private static bool Reaches(Dictionary<int, List<int>> edges, int from, int to)
    {
        if (from == to)
            return true;
        var reached = new HashSet<int> { from };
        var stack = new Stack<int>(reached);
        while (stack.TryPop(out var node))
        {
            if (!edges.TryGetValue(node, out var targets))
                continue;
            foreach (var target in targets)
            {
                if (target == to)
                    return true;
                if (reached.Add(target))
                    stack.Push(target);
            }
        }

        return false;
    }

    private static HashSet<int> Walk(int from, Func<int, IEnumerable<int>> neighbours)
    {
        var found = new HashSet<int>();
        var stack = new Stack<int>([from]);
        while (stack.TryPop(out var node))
        {
            foreach (var next in neighbours(node))
            {
                if (found.Add(next))
                    stack.Push(next);
            }
        }

        return found;
    }

    private static void Add<T>(Dictionary<int, List<T>> lists, int key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];
        list.Add(value);
    }
}
