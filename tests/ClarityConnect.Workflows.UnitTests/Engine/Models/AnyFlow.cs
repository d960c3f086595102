using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>A random flowchart without cycles: lines, decisions and joins, some of them not reachable.</summary>
public sealed record AnyFlow(IReadOnlyList<string> Kinds, IReadOnlyList<string> Merges, IReadOnlyList<AnyFlow.Edge> Edges)
{
    private static readonly string[] AllKinds = ["Line", "Line", "True", "False", "WaitAll", "WaitAllActive", "WaitAny"];
    private static readonly string[] AllMerges = ["None", "Stream", "Merge", "Converge", "Cascade", "Race"];

    public static Arbitrary<AnyFlow> Arbitrary => Gen.Choose(1, 8).SelectMany(Flow).ToArbitrary();

    public string PortOf(int node, bool isFirst) => Kinds[node] is "True" or "False" ? isFirst ? "True" : "False" : "Done";

    /// <summary>The outcome that a node completes with.</summary>
    public string OutcomeOf(int node) => Kinds[node] is "True" or "False" ? Kinds[node] : "Done";

    public string ToJson(string definitionId, bool isTokenBased) => new JsonObject
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["customProperties"] = new JsonObject { ["Flowchart:ExecutionMode"] = isTokenBased ? "TokenBased" : "CounterBased" },
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. Enumerable.Range(0, Kinds.Count).Select(Activity)]),
            ["connections"] = new JsonArray([.. Edges.Select(edge => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = $"n{edge.Source}", ["port"] = edge.Port },
                ["target"] = new JsonObject { ["activity"] = $"n{edge.Target}" },
            })]),
        },
    }.ToJsonString();

    public override string ToString() =>
        $"{string.Join(" ", Kinds.Select((kind, node) => $"n{node}:{kind}/{Merges[node]}"))} | {string.Join(" ", Edges.Select(edge => $"n{edge.Source}.{edge.Port}>n{edge.Target}"))}";

    private static Gen<AnyFlow> Flow(int count) =>
        from kinds in Gen.Elements(AllKinds).ArrayOf(count)
        from merges in Gen.Elements(AllMerges).ArrayOf(count)
        from pairs in (from source in Gen.Choose(0, count - 1) from target in Gen.Choose(0, count - 1) from isFirst in Gen.Elements(true, false) select (source, target, isFirst)).ArrayOf(count + 4)
        select Flow([.. kinds.Select((kind, node) => node == 0 ? "Line" : kind)], merges, pairs);

    private static AnyFlow Flow(string[] kinds, string[] merges, (int Source, int Target, bool IsFirst)[] pairs)
    {
        var flow = new AnyFlow(kinds, merges, []);
        var edges = pairs.Where(pair => pair.Source < pair.Target).Select(pair => new Edge(pair.Source, flow.PortOf(pair.Source, pair.IsFirst), pair.Target)).Distinct();
        return flow with { Edges = [.. edges] };
    }

    private JsonObject Activity(int node)
    {
        var activity = new JsonObject
        {
            ["id"] = $"n{node}",
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["mergeMode"] = Merges[node], ["canStartWorkflow"] = node == 0 },
        };
        var (type, input, value) = Kinds[node] switch
        {
            "Line" => ("Elsa.WriteLine", "text", $"n{node}"),
            "True" or "False" => ("Elsa.FlowDecision", "condition", Kinds[node]),
            var mode => ("Elsa.FlowJoin", "mode", mode),
        };
        activity["type"] = type;
        activity[input] = new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        return activity;
    }

    public sealed record Edge(int Source, string Port, int Target);
}
