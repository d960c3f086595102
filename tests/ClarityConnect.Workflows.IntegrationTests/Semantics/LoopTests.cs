using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class LoopTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Theory, InlineData("['a','b','c']", "a|b|c"), InlineData("['a']", "a"), InlineData("[]", "")]
    [Trait("Case", "M57")]
    public async Task ForEach_runs_its_body_for_each_item(string items, string lines) =>
        ShouldPrint(await RunAsync(ForEach(items, Say("getVariable('CurrentValue')"))), lines);

    [Fact]
    [Trait("Case", "M58")]
    public async Task ForEach_over_nothing_fails_and_ParallelForEach_completes()
    {
        var run = await RunAsync(ForEach("null", Line("X")));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        ExecutionOf(run, "each").Status.ShouldBe("Faulted");
        ShouldPrint(await RunAsync(ForEach("null", Line("X"), type: "ParallelForEach")), "");
    }

    [Fact]
    [Trait("Case", "M59")]
    public async Task A_break_leaves_ForEach() => ShouldPrint(
        await RunAsync(Sequence(
            Line("Start"),
            ForEach("['a','b','c']", Sequence(If(Js("getVariable('CurrentValue') == 'b'"), Break()), Say("getVariable('CurrentValue')")).As("body")),
            Line("End"))),
        "Start|a|End");

    [Fact]
    [Trait("Case", "M60")]
    public async Task A_break_leaves_only_the_inner_loop() => ShouldPrint(
        await RunAsync(ForEach("[1,2]", Sequence(
            ForEach("['a','b']", Sequence(Say("getVariable('CurrentValue')"), Break()).As("body"), "inner"), Say("getVariable('CurrentValue')", "outer-value")))),
        "a|1|a|2");

    [Fact]
    [Trait("Case", "M61")]
    public async Task ForEach_takes_items_of_any_kind() => ShouldHavePrinted(
        await RunAsync(ForEach("['a', 2, null, { b: 1 }]", Say("getVariable('CurrentValue')"))), "a", "2", "", """{"b":1}""");

    [Fact]
    [Trait("Case", "M62")]
    public async Task A_failure_in_an_iteration_leaves_ForEach_running()
    {
        var run = await RunAsync(ForEach("['a','b','c','d']", Sequence(If(Js("getVariable('CurrentValue') == 'c'"), Fault()), Say("getVariable('CurrentValue')"))));

        run.Lines.ShouldBe(["a", "b"]);
        ExecutionOf(run, "each").Status.ShouldBe("Running");
        run.Instance.IncidentCount.ShouldBe(1);
    }

    [Fact]
    [Trait("Case", "M63")]
    public async Task A_body_that_waits_runs_for_each_item() => ShouldPrint(
        await FinishAsync(ForEach("[1,2,3]", Sequence(Activity("Delay", "delay", ("timeSpan", Literal("00:00:00.010"))), Say("getVariable('CurrentValue')")))), "1|2|3");

    [Fact]
    [Trait("Case", "M64")]
    public async Task A_break_leaves_For() => ShouldPrint(
        await RunAsync(Sequence(
            Line("Start"),
            For(0, 3, 1, true, Sequence(If(Js("getVariable('CurrentValue') == 2"), Break()), Say("getVariable('CurrentValue')")).As("body")),
            Line("End"))),
        "Start|0|1|End");

    [Theory]
    [InlineData(0, 3, 1, true, "0|1|2|3")]
    [InlineData(0, 3, 1, false, "0|1|2")]
    [InlineData(5, 5, 1, false, "")]
    [InlineData(5, 5, 1, true, "5")]
    [InlineData(5, 1, -1, true, "5|4|3|2|1")]
    [InlineData(5, 1, 1, true, "")]
    [InlineData(1, 5, -1, true, "")]
    [InlineData(0, 3, 10, true, "0")]
    [InlineData(5, 1, 0, true, "")]
    [Trait("Case", "M65")]
    public async Task For_counts_from_start_to_end(int start, int end, int step, bool isInclusive, string lines) =>
        ShouldPrint(await RunAsync(For(start, end, step, isInclusive, Say("getVariable('CurrentValue')"))), lines);

    [Fact]
    [Trait("Case", "M66")]
    public async Task For_without_a_body_completes() => ShouldPrint(await RunAsync(Sequence(For(0, 3, 1, true, null), Line("After"))), "After");

    [Fact]
    [Trait("Case", "M67")]
    public async Task A_break_leaves_While() => ShouldPrint(
        await RunAsync(Sequence(
            Line("Start"),
            While(Literal(true), Sequence(Set("n", "getVariable('n') + 1"), If(Js("getVariable('n') == 3"), Break()), Say("getVariable('n')")).As("body")),
            Line("End")).With(("n", "Int32", "0"))),
        "Start|1|2|End");

    [Fact]
    [Trait("Case", "M68")]
    public async Task While_evaluates_its_condition_before_each_iteration()
    {
        ShouldPrint(await RunAsync(While(Literal(false), Line("X"))), "");
        ShouldPrint(
            await RunAsync(Sequence(While(Js("getVariable('n') < 2"), Sequence(Set("n", "getVariable('n') + 1"), Say("getVariable('n')")).As("body"))).With(("n", "Int32", "0"))),
            "1|2");
    }

    [Fact]
    [Trait("Case", "M69")]
    public async Task Each_iteration_of_ParallelForEach_has_its_own_item_and_index() => ShouldPrint(
        await RunAsync(ForEach("['a','b','c']", Sequence(Say("getVariable('CurrentValue')"), Say("getVariable('CurrentIndex')", "index")), type: "ParallelForEach")),
        "a|b|c|0|1|2");

    [Fact]
    [Trait("Case", "M70")]
    public async Task A_failure_of_one_item_of_ParallelForEach_does_not_stop_the_others()
    {
        var run = await RunAsync(ForEach(
            "['a','b','c']",
            Sequence(If(Js("getVariable('CurrentValue') == 'b'"), Fault()), Say("getVariable('CurrentValue')")),
            type: "ParallelForEach"));

        run.Lines.ShouldBe(["a", "c"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
    }

    private static void ShouldHavePrinted(Testing.Workflows.WorkflowRun run, params string[] lines) => run.Lines.ShouldBe(lines);

    private static JsonObject For(int start, int end, int step, bool isInclusive, JsonObject? body) => Activity(
        "For", "for", ("start", Literal(start)), ("end", Literal(end)), ("step", Literal(step)), ("outerBoundInclusive", Literal(isInclusive)), ("body", body));
}
