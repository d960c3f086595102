using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>A random workflow of lines and payments in sequences, side by side and in loops, and the moments at which its worker dies.</summary>
public sealed record AnyProgram(AnyProgram.Step Root, IReadOnlyList<int> Deaths)
{
    public static Arbitrary<AnyProgram> Arbitrary =>
        (from root in Steps(3) from deaths in Gen.Choose(1, 40).ListOf() select new AnyProgram(root, [.. deaths.Distinct().Take(12)])).ToArbitrary();

    public string ToJson(string definitionId)
    {
        var number = 0;
        return new JsonObject { ["definitionId"] = definitionId, ["name"] = definitionId, ["root"] = Activity(Root, ref number) }.ToJsonString();
    }

    private static Gen<Step> Steps(int depth)
    {
        var leaf = Gen.Elements("Line", "Pay", "Pay", "PayTwice").Select(kind => new Step(kind, []));
        return depth == 0
            ? leaf
            : Gen.Frequency(
                (2, leaf),
                (3, from kind in Gen.Elements("Sequence", "Sequence", "Parallel", "Each") from count in Gen.Choose(1, 3) from steps in Steps(depth - 1).ListOf(count) select new Step(kind, [.. steps])));
    }

    private static JsonObject Activity(Step step, ref int number)
    {
        var id = $"{step.Kind}{number++}";
        var activity = new JsonObject { ["id"] = id, ["version"] = 1 };
        switch (step.Kind)
        {
            case "Line":
                activity["type"] = "Elsa.WriteLine";
                activity["text"] = Literal(id);
                break;
            case "Pay" or "PayTwice":
                activity["type"] = "Model.Pay";
                activity["to"] = Literal(id);
                activity["canLookUp"] = Literal(step.Kind == "Pay" ? "true" : "false");
                break;
            case "Each":
                activity["type"] = "Elsa.For";
                activity["end"] = Literal("1");
                activity["body"] = Activity(step with { Kind = "Sequence" }, ref number);
                break;
            default:
                activity["type"] = $"Elsa.{step.Kind}";
                var children = new JsonArray();
                foreach (var child in step.Steps)
                    children.Add(Activity(child, ref number));
                activity["activities"] = children;
                break;
        }

        return activity;
    }

    private static JsonObject Literal(string value) => new() { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };

    public sealed record Step(string Kind, IReadOnlyList<Step> Steps)
    {
        public override string ToString() => Steps.Count == 0 ? Kind : $"{Kind}({string.Join(" ", Steps)})";
    }
}
