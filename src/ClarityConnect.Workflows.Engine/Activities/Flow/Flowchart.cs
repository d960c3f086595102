using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>
/// Runs a graph of activities. By default it counts visits, as Elsa's does: an activity runs when all its forward connections were visited and,
/// depending on its join mode, some or all of them were followed; one that is skipped visits its own connections without following them. The other
/// way is <see cref="TokenFlow"/>.
/// </summary>
[Activity("Elsa", "Flow", "Runs a graph of activities.", IsBrowsable = false)]
public sealed class Flowchart : Activity, ICompiledActivity, IIdleContainer, IRestartableContainer, IUpgradableContainer
{
    internal const string EntryState = "entry";
    internal const string ModeState = "mode";
    internal const string ScopeState = "flow";

    private const string BackwardTag = "back";

    private readonly ConcurrentDictionary<int, FlowGraph> graphs = new();
    private IReadOnlyList<FlowConnection> connections = [];
    private List<CompiledActivity> activities = [];
    private FlowchartMode mode;

    internal IReadOnlyList<FlowConnection> Connections => connections;

    internal IReadOnlyList<CompiledActivity> Activities => activities;

    internal FlowchartMode Mode => mode;

    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        var children = new List<CompiledActivity>();
        foreach (var json in JsonMembers.List(compilation.Json, "activities"))
            children.Add(compilation.Activities[compilation.AddPort(json).Node]);
        activities = children;
        connections = FlowConnectionReader.Read(compilation, children);
        mode = compilation.FlowchartMode;
    }

    internal static ActivityException InvalidBackward(BurstContext context, FlowConnection connection) => new(
        FailureKind.Misconfigured,
        $"Invalid backward connection: Every path from the source ('{IdOf(context, connection.Source)}') must go through the target ('{IdOf(context, connection.Target)}') when tracing back to the start.");

    internal FlowConnection? Find(string key) => connections.FirstOrDefault(connection => connection.Key == key);

    internal string IdOf(int node) => activities.First(activity => activity.Index == node).Id;

    internal FlowGraph GraphFrom(int entry) => graphs.GetOrAdd(entry, static (start, all) => new FlowGraph(all, start), connections);

    internal CompiledActivity? EntryFor(string? triggerId)
    {
        var triggered = triggerId is null ? null : activities.FirstOrDefault(activity => activity.Id == triggerId);
        return triggered
            ?? activities.FirstOrDefault(activity => activity.Type == "Elsa.Start")
            ?? activities.FirstOrDefault(activity => activity.CanStartWorkflow)
            ?? activities.FirstOrDefault(activity => connections.All(connection => connection.Target != activity.Index))
            ?? activities.FirstOrDefault();
    }

    void IUpgradableContainer.CarryOver(ContainerUpgrade upgrade) => FlowUpgrade.Run(upgrade, this);

    void IRestartableContainer.RestartFrom(BurstContext context, int node)
    {
        var graph = GraphOf(context);
        var scope = ScopeOf(context);
        var again = graph.Descendants(node);
        foreach (var child in context.Children.Where(child => again.Contains(child.Node)).ToList())
            context.Cancel(child);
        new ClosedJoins(context, graph).OpenFrom(node);
        if (IsTokenBased(context))
            new TokenFlow(context, graph).Forget(again);
        foreach (var visited in again.Where(visited => visited != node))
        {
            // Connections from outside the part that runs again keep their visit; the others must be visited anew.
            var id = IdOf(context, visited);
            var visits = graph.Inbound(visited).Where(connection => again.Contains(connection.Source)).Select(connection => scope.VisitsOf(connection)).DefaultIfEmpty(1).Min();
            var before = Math.Max(0, Math.Max(scope.VisitsOf(id), visits) - 1);
            scope.Forget(id, before);
            foreach (var connection in graph.Inbound(visited).Where(connection => again.Contains(connection.Source)))
                scope.Forget(connection, before);
        }

        scope.Forget(IdOf(context, node), Math.Max(0, scope.VisitsOf(IdOf(context, node)) - 1));
        context.RepeatSince(node, again);
        context.ScheduleNode(node);
    }

    /// <summary>Gives up what waits on the way to a join that has run without it.</summary>
    async ValueTask<bool> IIdleContainer.OnIdleAsync(BurstContext context)
    {
        if (!ClosedJoins.Exist(context))
            return false;
        var graph = GraphOf(context);
        var isTokenBased = IsTokenBased(context);
        var waiting = new ClosedJoins(context, graph).Waiting();
        foreach (var child in waiting)
        {
            context.Cancel(child);
            if (!isTokenBased)
                await FollowAsync(context, context.Workflow.Activities[child.Node], [], child.Tag == BackwardTag);
        }

        if (waiting.Count == 0)
            return false;
        if (isTokenBased)
            new TokenFlow(context, graph).ThrowIfStuck();
        context.CompleteWithLastChild();
        return true;
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        if (EntryFor(burst.State.TriggerActivityId) is not { } entry)
        {
            context.Complete();
            return;
        }

        burst.SetState(EntryState, entry.Id);
        if (mode != FlowchartMode.CounterBased)
            burst.SetState(ModeState, mode);
        burst.ScheduleNode(entry.Index);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        var burst = (BurstContext)context;
        var child = burst.Workflow.Find(completion.ActivityId)!;
        if (child.Descriptor?.IsTerminal == true)
        {
            context.Complete();
            return;
        }

        if (IsTokenBased(burst))
        {
            if (!await new TokenFlow(burst, GraphOf(burst)).FollowAsync(child, completion.Outcomes))
                context.Complete();
            return;
        }

        var hasRaced = child.Activity is FlowJoin && await JoinModeAsync(burst, child.Index) == FlowJoinMode.WaitAny;
        if (hasRaced)
            new ClosedJoins(burst, GraphOf(burst)).Close(child.Index);
        var isScheduled = await FollowAsync(burst, child, completion.Outcomes, completion.Tag == BackwardTag);
        if (hasRaced)
            await CancelAncestorsAsync(burst, GraphOf(burst), child.Index);
        if (!isScheduled && !burst.HasChildren)
            context.Complete();
    }

    private async ValueTask<bool> FollowAsync(BurstContext context, CompiledActivity activity, IReadOnlyList<string> outcomes, bool cameBackward)
    {
        var graph = GraphOf(context);
        var scope = ScopeOf(context);
        if (new ClosedJoins(context, graph).IsNeedless(activity.Index))
            outcomes = [];
        if (graph.IsDangling(activity.Index))
            throw new ActivityException(FailureKind.Misconfigured, $"Activity {activity.Id} is not reachable from the flowchart graph. Unable to schedule its outbound activities.");
        if (!cameBackward)
            scope.Visit(activity.Id);
        var isScheduled = false;
        foreach (var connection in graph.Outbound(activity.Index))
        {
            var isFollowed = connection.IsFollowedBy(outcomes);
            scope.Visit(connection, isFollowed);
            if (graph.IsBackward(connection, out var isValid))
                isScheduled |= isFollowed && GoBack(context, graph, connection, isValid);
            else
                isScheduled |= await ArriveAsync(context, graph, scope, connection);
        }

        return isScheduled;
    }

    private static bool GoBack(BurstContext context, FlowGraph graph, FlowConnection connection, bool isValid)
    {
        if (!isValid)
            throw InvalidBackward(context, connection);
        new ClosedJoins(context, graph).OpenFrom(connection.Target);
        context.ScheduleNode(connection.Target, BackwardTag);
        return true;
    }

    private async ValueTask<bool> ArriveAsync(BurstContext context, FlowGraph graph, FlowScope scope, FlowConnection connection)
    {
        var target = connection.Target;
        var visits = scope.VisitsOf(IdOf(context, target));
        var inbound = graph.Inbound(target);
        var isComplete = IsComplete(inbound, scope, visits);
        var mode = await JoinModeAsync(context, target);
        var isNeeded = !new ClosedJoins(context, graph).IsNeedless(target);
        if (mode == FlowJoinMode.WaitAny)
        {
            var wasAnswered = scope.VisitsOf(connection) <= visits;
            if (wasAnswered || context.Children.Any(child => child.Node == target))
                return false;
            var newest = inbound.Max(scope.VisitsOf);
            if (isNeeded && newest > visits && inbound.Any(other => scope.VisitsOf(other) == newest && scope.WasFollowed(other)))
            {
                context.ScheduleNode(target);
                await CancelAncestorsAsync(context, graph, target);
                return true;
            }
        }

        if (!isComplete)
            return false;
        var runs = isNeeded && (mode == FlowJoinMode.WaitAll ? inbound.All(scope.WasFollowed) : inbound.Any(scope.WasFollowed));
        if (!runs)
            return await FollowAsync(context, context.Workflow.Activities[target], [], cameBackward: false);
        context.ScheduleNode(target);
        return true;
    }

    /// <summary>Looks at the last first: branches arrive in their order, so that is the one that is missing.</summary>
    private static bool IsComplete(IReadOnlyList<FlowConnection> inbound, FlowScope scope, long visits)
    {
        var last = inbound.Count - 1;
        while (last >= 0 && scope.VisitsOf(inbound[last]) > visits)
            last--;
        return last < 0;
    }

    private async ValueTask CancelAncestorsAsync(BurstContext context, FlowGraph graph, int target)
    {
        // Only what has begun is cancelled; what is merely scheduled still runs, and its arrival at the join is ignored.
        var ancestors = graph.Ancestors(target);
        foreach (var child in context.Children.Where(child => child.Status != ExecutionStatus.Scheduled && ancestors.Contains(child.Node)).ToList())
        {
            if (!context.State.Executions.ContainsKey(child.Number))
                continue;
            context.Cancel(child);
            await FollowAsync(context, context.Workflow.Activities[child.Node], [], child.Tag == BackwardTag);
        }
    }

    private static async ValueTask<FlowJoinMode> JoinModeAsync(BurstContext context, int node) =>
        context.Workflow.Activities[node].Activity is FlowJoin join ? await join.ModeAsync(context, node) : FlowJoinMode.WaitAllActive;

    private FlowGraph GraphOf(BurstContext context) => GraphFrom(context.Workflow.Find(context.GetState<string>(EntryState)!)!.Index);

    private static bool IsTokenBased(BurstContext context) => context.GetState<FlowchartMode>(ModeState) == FlowchartMode.TokenBased;

    private static FlowScope ScopeOf(BurstContext context)
    {
        if (context.GetState<FlowScope>(ScopeState) is { } scope)
            return scope;
        context.SetState(ScopeState, scope = new FlowScope());
        return scope;
    }

    private static string IdOf(BurstContext context, int node) => context.Workflow.Activities[node].Id;
}
