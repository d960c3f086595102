using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>Routes a token-based flowchart after one of its activities completed.</summary>
internal sealed class TokenFlow(BurstContext context, FlowGraph graph)
{
    internal const string TokensState = "tokens";

    private readonly FlowTokens tokens = TokensOf(context);
    private readonly ClosedJoins closed = new(context, graph);

    /// <summary>How an activity merges what comes to it; null for a join whose mode depends on an expression.</summary>
    public static MergeMode? FixedMode(CompiledActivity activity)
    {
        if (activity.Activity is FlowJoin)
            return FlowJoin.FixedMode(activity) is { } join ? Of(join) : null;
        return JsonMembers.Find(activity.Json, "customProperties") is { } custom && Enum.TryParse<MergeMode>(JsonMembers.Text(custom, "mergeMode"), ignoreCase: true, out var mode)
            ? mode
            : MergeMode.None;
    }

    /// <returns>Whether anything is left to run or to wait for.</returns>
    /// <exception cref="ActivityException">The flow is stuck at a join that can never fire, or took an invalid way back.</exception>
    public async ValueTask<bool> FollowAsync(CompiledActivity completed, IReadOnlyList<string> outcomes)
    {
        if (await ModeAsync(completed.Index) == MergeMode.Race)
            EndRace(completed.Index);
        var taken = graph.Outbound(completed.Index).Where(connection => connection.IsFollowedBy(outcomes) && IsNeeded(connection)).ToList();
        foreach (var connection in taken)
            tokens.Emit(connection);
        foreach (var connection in graph.AllInbound(completed.Index))
            tokens.Consume(connection);
        foreach (var connection in taken)
            await ArriveAsync(connection);
        ThrowIfStuck();
        return context.HasChildren;
    }

    /// <summary>Forgets the tokens in a part of the graph that is run again.</summary>
    public void Forget(IReadOnlySet<int> nodes)
    {
        foreach (var connection in nodes.SelectMany(graph.AllInbound).Where(connection => nodes.Contains(connection.Source)))
        {
            tokens.Consume(connection);
            tokens.Blocked.Remove(connection.Key);
        }
    }

    /// <summary>A way back is always taken, but not from what leads only to a join that has run.</summary>
    private bool IsNeeded(FlowConnection connection) =>
        !closed.IsNeedless(connection.Source) && (graph.IsBackward(connection, out _) || !closed.IsNeedless(connection.Target));

    private async ValueTask ArriveAsync(FlowConnection connection)
    {
        if (graph.IsBackward(connection, out var isValid))
        {
            if (!isValid)
                throw Flowchart.InvalidBackward(context, connection);
            foreach (var join in closed.OpenFrom(connection.Target))
                UnblockUnexpected(join);
        }

        var target = connection.Target;
        switch (await ModeAsync(target))
        {
            case MergeMode.Race:
                Race(connection);
                break;
            case MergeMode.Cascade:
                context.ScheduleNode(target);
                break;
            case MergeMode.Merge:
                Join(target, graph.Inbound(target));
                break;
            case MergeMode.Converge:
                Join(target, graph.AllInbound(target));
                break;
            default:
                if (!graph.Inbound(target).Any(inbound => graph.AllInbound(inbound.Source).Any(tokens.Waits)))
                    context.ScheduleNode(target);
                break;
        }
    }

    private void Join(int target, IReadOnlyList<FlowConnection> inbound)
    {
        // Branches arrive in their order, so the last is the one that is missing.
        if (inbound.Count <= 1 || (tokens.Waits(inbound[^1]) && inbound.All(tokens.Waits) && !IsScheduled(target)))
            context.ScheduleNode(target);
    }

    private bool IsScheduled(int target) => context.Children.Any(child => child.Node == target && child.Status == ExecutionStatus.Scheduled);

    private void Race(FlowConnection winner)
    {
        if (tokens.Blocked.Remove(winner.Key))
        {
            tokens.Consume(winner);
            return;
        }

        CancelAncestors(winner.Target, winner);
        // What is merely scheduled still runs; when its token comes here, the race is over.
        foreach (var other in graph.Inbound(winner.Target).Where(other => other.Source != winner.Source && IsExpected(other)))
            tokens.Blocked.Add(other.Key);
        context.ScheduleNode(winner.Target);
    }

    /// <summary>What was merely scheduled when the race was won may wait by now; it is not needed any longer, nor is what leads only here.</summary>
    private void EndRace(int target)
    {
        closed.Close(target);
        CancelAncestors(target, winner: null);
        foreach (var connection in graph.LeadingOnlyTo(target).SelectMany(graph.AllInbound))
            tokens.Consume(connection);
        UnblockUnexpected(target);
    }

    private void UnblockUnexpected(int target)
    {
        foreach (var connection in graph.Inbound(target).Where(connection => !IsExpected(connection)))
            tokens.Blocked.Remove(connection.Key);
    }

    private void CancelAncestors(int target, FlowConnection? winner)
    {
        var ancestors = graph.Ancestors(target);
        foreach (var child in context.Children.Where(child => child.Status != ExecutionStatus.Scheduled && ancestors.Contains(child.Node)).ToList())
        {
            context.Cancel(child);
            foreach (var connection in graph.AllInbound(child.Node).Concat(graph.Outbound(child.Node)).Where(connection => connection != winner))
                tokens.Consume(connection);
        }
    }

    private bool IsExpected(FlowConnection connection)
    {
        var before = graph.Ancestors(connection.Source);
        return context.Children.Any(child => child.Node == connection.Source || before.Contains(child.Node));
    }

    /// <exception cref="ActivityException">The flow has come to its end, but a token waits at a join that can never fire.</exception>
    public void ThrowIfStuck()
    {
        if (context.HasChildren)
            return;
        foreach (var node in graph.Nodes.Where(node => graph.AllInbound(node).Any(tokens.Waits)))
        {
            var missing = graph.AllInbound(node).Where(connection => !tokens.Waits(connection)).Select(connection => $"'{context.Workflow.Activities[connection.Source].Name}'");
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"'{context.Workflow.Activities[node].Name}' waits for every way that leads to it, but nothing came from {string.Join(", ", missing)}, which was not taken. Give it the merge mode Stream, or connect only ways that are always taken.");
        }
    }

    private async ValueTask<MergeMode> ModeAsync(int node)
    {
        var activity = context.Workflow.Activities[node];
        return FixedMode(activity) ?? Of(await ((FlowJoin)activity.Activity).ModeAsync(context, node));
    }

    private static MergeMode Of(FlowJoinMode mode) => mode == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Converge;

    private static FlowTokens TokensOf(BurstContext context)
    {
        if (context.GetState<FlowTokens>(TokensState) is { } tokens)
            return tokens;
        context.SetState(TokensState, tokens = new FlowTokens());
        return tokens;
    }
}
