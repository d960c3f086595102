namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>The rules of a flowchart without cycles, written down once more as plainly as possible.</summary>
internal abstract class FlowModel
{
    private readonly HashSet<int> reachable = [0];
    private readonly HashSet<int> closed = [];

    protected FlowModel(AnyFlow flow)
    {
        Flow = flow;
        for (var node = 0; node < flow.Kinds.Count; node++)
        {
            if (reachable.Contains(node))
                reachable.UnionWith(Out(node).Select(edge => edge.Target));
        }
    }

    /// <summary>Which activities ran, in order.</summary>
    public List<int> Ran { get; } = [];

    protected AnyFlow Flow { get; }

    protected Queue<int> Scheduled { get; } = new();

    /// <returns>Whether the flow came to its end; false if it is stuck.</returns>
    public bool Run()
    {
        Scheduled.Enqueue(0);
        while (Scheduled.TryDequeue(out var node))
        {
            Ran.Add(node);
            if (IsRace(node))
                closed.Add(node);
            Complete(node, Flow.OutcomeOf(node));
        }

        return !IsStuck;
    }

    protected virtual bool IsStuck => false;

    protected abstract void Complete(int node, string? outcome);

    /// <summary>Whether an activity runs for the first branch that arrives.</summary>
    protected abstract bool IsRace(int node);

    /// <summary>Whether all that an activity leads to is a race that is over.</summary>
    protected bool IsNeedless(int node) => closed.Any(race => LeadsOnlyTo(race, node));

    protected IEnumerable<AnyFlow.Edge> Out(int node) => Flow.Edges.Where(edge => edge.Source == node);

    protected List<AnyFlow.Edge> In(int node) => [.. Flow.Edges.Where(edge => edge.Target == node)];

    /// <summary>The connections that count: those whose source can be reached.</summary>
    protected List<AnyFlow.Edge> Forward(int node) => [.. In(node).Where(edge => reachable.Contains(edge.Source))];

    private bool LeadsOnlyTo(int race, int node) =>
        Out(node).Any() && Out(node).All(edge => edge.Target == race || LeadsOnlyTo(race, edge.Target));
}
