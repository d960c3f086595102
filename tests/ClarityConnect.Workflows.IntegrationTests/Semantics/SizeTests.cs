using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Workflows;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Large workflows end, and what they keep stays small.</summary>
public sealed class SizeTests(EngineFixture engine, ITestOutputHelper log) : SemanticsTests(engine)
{
    private readonly Stopwatch watch = Stopwatch.StartNew();

    [Fact]
    public async Task A_hundred_levels_of_nesting()
    {
        var root = Line("deepest");
        for (var level = 0; level < 100; level++)
            root = Sequence(root).As($"level {level}");

        ShouldPrint(await FinishAsync(root), "deepest");
        log.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_loop_of_100_000_iterations()
    {
        var set = Activity("SetVariable", "set", ("variable", new JsonObject { ["id"] = "n", ["name"] = "n" }), ("value", Js("getVariable('CurrentValue')")));
        var run = await FinishAsync(Sequence(
            Activity("For", "for", ("start", Literal(1)), ("end", Literal(100_000)), ("body", set)),
            Event("after"),
            Say("getVariable('n')")).With(("n", "Int32", "0")), status: InstanceStatus.Suspended);

        run.Checkpoint.GetRawText().Length.ShouldBeLessThan(4096);
        ShouldPrint(await ResumeAsync(run, "after"), "100000");
        log.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Theory, InlineData("ParallelForEach"), InlineData("ForEach")]
    public async Task A_list_of_10_000_objects(string type)
    {
        var items = Enumerable.Range(1, 10_000).Select(number => new { number, name = "item" });
        var root = Sequence(ForEach("getVariable('items')", Activity("Start", "body"), type: type)).With(("items", "Object", JsonSerializer.Serialize(items)));

        var run = await FinishAsync(root);

        run.Executions.Count(execution => execution.ActivityId == "body").ShouldBe(10_000);
        log.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task Effects_of_2_000_items_side_by_side()
    {
        var body = new JsonObject { ["id"] = "weigh", ["type"] = "Test.Weigh", ["version"] = 1 };
        var run = await FinishAsync(ForEach("Array.from({ length: 2000 }, (_, index) => ({ number: index, name: 'item' }))", body, type: "ParallelForEach"));

        var weights = run.Executions.Where(execution => execution.ActivityId == "weigh")
            .Select(execution => WorkflowRun.Detail(execution, "outputs")!.Value.GetProperty("Result").GetInt64()).ToList();
        log.WriteLine($"{watch.ElapsedMilliseconds} ms, {weights.Sum() / 1_000_000.0:0.0} MB, at most {weights.Max()} bytes");
        weights.Count.ShouldBe(2_000);
        weights.Max().ShouldBeLessThan(48 * 1024);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_flowchart_with_10_000_branches_that_join(bool isTokenBased)
    {
        var branches = Enumerable.Range(1, 10_000).Select(number => $"b{number}").ToList();
        var run = await FinishAsync(
            Flowchart(
                [Activity("Start", "start"), .. branches.Select(id => Activity("Sequence", id)), Join("WaitAll"), Line("After")],
                [.. branches.Select(id => $"start>{id}"), .. branches.Select(id => $"{id}>join"), "join>After"]),
            isTokenBased);

        ShouldPrint(run, "After");
        log.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task A_value_of_50_MB_over_a_suspension()
    {
        var run = await RunAsync(
            Sequence(Activity("SetVariable", "set", ("variable", new JsonObject { ["id"] = "big" }), ("value", new JsonObject { ["expression"] = new JsonObject { ["type"] = "Input", ["value"] = "Big" } })), Event("go"), If(Js("getVariable('small') == 1"), Line("After"))).With(("big", "String", null), ("small", "Int32", "1")),
            input: new() { ["Big"] = JsonSerializer.SerializeToElement(new string('x', 50_000_000)) });

        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        run.Checkpoint.GetRawText().Length.ShouldBeLessThan(4096);
        log.WriteLine($"waits after {watch.ElapsedMilliseconds} ms");
        ShouldPrint(await ResumeAsync(run, "go"), "After");
        log.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }
}
