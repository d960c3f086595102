namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>Token-based: a completed activity puts a token on each connection that it takes; the target's merge mode says what a token does.</summary>
internal sealed class TokenModel(AnyFlow flow) : FlowModel(flow)
{
    private readonly HashSet<AnyFlow.Edge> tokens = [];
    private readonly HashSet<AnyFlow.Edge> blocked = [];

    protected override bool IsStuck => tokens.Count > 0;

    protected override bool IsRace(int node) => ModeOf(node) == "Race";

    protected override void Complete(int node, string? outcome)
    {
        if (IsRace(node))
            tokens.RemoveWhere(edge => IsNeedless(edge.Target));
        var taken = Out(node).Where(edge => edge.Port == outcome && !IsNeedless(node) && !IsNeedless(edge.Target)).ToList();
        tokens.UnionWith(taken);
        tokens.ExceptWith(In(node));
        foreach (var edge in taken)
            Arrive(edge);
    }

    private void Arrive(AnyFlow.Edge edge)
    {
        var target = edge.Target;
        switch (ModeOf(target))
        {
            case "Race" when blocked.Remove(edge):
                tokens.Remove(edge);
                break;
            case "Race":
                blocked.UnionWith(Forward(target).Where(other => other.Source != edge.Source && IsExpected(other.Source)));
                Scheduled.Enqueue(target);
                break;
            case "Cascade":
                Scheduled.Enqueue(target);
                break;
            case "Merge":
                Join(target, Forward(target));
                break;
            case "Converge":
                Join(target, In(target));
                break;
            default:
                if (!Forward(target).Exists(inbound => In(inbound.Source).Exists(tokens.Contains)))
                    Scheduled.Enqueue(target);
                break;
        }
    }

    private void Join(int target, List<AnyFlow.Edge> inbound)
    {
        if (inbound.Count <= 1 || (inbound.TrueForAll(tokens.Contains) && !Scheduled.Contains(target)))
            Scheduled.Enqueue(target);
    }

    private bool IsExpected(int node) => Scheduled.Contains(node) || Forward(node).Exists(edge => IsExpected(edge.Source));

    private string ModeOf(int node) => Flow.Kinds[node] switch
    {
        "WaitAny" => "Race",
        "WaitAll" or "WaitAllActive" => "Converge",
        _ => Flow.Merges[node],
    };
}
