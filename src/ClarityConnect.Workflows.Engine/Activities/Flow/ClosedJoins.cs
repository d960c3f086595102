using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// The joins of a flowchart that ran for the branch that came first. What leads only to them is not begun any more, and what of it has begun
/// does not wait, until a way back opens another round.
/// </summary>
internal sealed class ClosedJoins(BurstContext context, FlowGraph graph)
{
    private const string State = "closedJoins";

    /// <summary>Whether an execution of a flowchart has such a join.</summary>
    public static bool Exist(BurstContext context) => IdsOf(context).Count > 0;

    public void Close(int join)
    {
        var id = context.Workflow.Activities[join].Id;
        if (!IdsOf(context).Contains(id))
            context.SetState<List<string>>(State, [.. IdsOf(context), id]);
    }

    /// <summary>Opens the joins in the part of the graph that begins at an activity, because it runs again.</summary>
    /// <returns>Those that were closed.</returns>
    public IReadOnlyList<int> OpenFrom(int node)
    {
        if (!Exist(context))
            return [];
        var again = graph.Descendants(node);
        var opened = Joins().Where(again.Contains).ToList();
        foreach (var join in opened)
            IdsOf(context).Remove(context.Workflow.Activities[join].Id);
        return opened;
    }

    /// <summary>Whether every way onward from an activity ends in a join that has run.</summary>
    public bool IsNeedless(int node) => Joins().Any(join => graph.LeadingOnlyTo(join).Contains(node));

    /// <summary>
    /// What waits although it is needless. What will be tried again runs to its end, and what was given up is a person's to decide.
    /// </summary>
    public IReadOnlyList<ActivityExecution> Waiting() => [.. context.Children.Where(child => IsNeedless(child.Node) && Waits(child))];

    private static bool Waits(ActivityExecution execution) =>
        execution is { Status: ExecutionStatus.Running, EffectStarted: false } && execution.Children.Values.All(Waits);

    private static List<string> IdsOf(BurstContext context) => context.GetState<List<string>>(State) ?? [];

    private IEnumerable<int> Joins() => IdsOf(context).Select(context.Workflow.Find).Where(join => join is not null).Select(join => join!.Index);
}
