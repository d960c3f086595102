using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>Once a join of any has run, what leads only to it neither begins to wait nor goes on, however far the branch had come.</summary>
public sealed class LosingBranchTests(EngineFixture engine) : SemanticsTests(engine)
{
    public static TheoryData<bool, int> Lengths()
    {
        var data = new TheoryData<bool, int>();
        foreach (var isTokenBased in new[] { false, true })
        {
            for (var length = 0; length < 5; length++)
                data.Add(isTokenBased, length);
        }

        return data;
    }

    [Theory, MemberData(nameof(Lengths))]
    public async Task A_branch_that_comes_to_its_event_after_the_join_does_not_wait(bool isTokenBased, int length)
    {
        var steps = Enumerable.Range(1, length).Select(number => $"A{number}").ToList();
        var run = await RunAsync(Race([.. steps.Select(Line), Event("never")], [.. steps, "never"]), isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "After").ShouldBe(1);
        run.Lines.Where(line => line[0] == 'A' && line.Length == 2).ShouldBe(steps.Take(3));
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_activity_that_waits_inside_runs_to_where_it_waits(bool isTokenBased)
    {
        var run = await RunAsync(Race([Line("A1"), Line("A2"), Sequence(Line("in"), Event("never"), Line("out")).As("inner"), Line("A3")], ["A1", "A2", "inner", "A3"]), isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Order().ShouldBe(["A1", "A2", "After", "B", "Start", "in"]);
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_wait_with_another_way_onward_goes_on_waiting(bool isTokenBased)
    {
        var root = Flowchart(
            [Line("Start"), Line("A"), Line("A2"), Event("go"), Line("Elsewhere"), Line("Lost"), Line("B"), Join("WaitAny"), Line("After")],
            "Start>A", "Start>B", "A>A2", "A2>go", "go>Elsewhere", "go>Lost", "Lost>join", "B>join", "join>After");
        var run = await RunAsync(root, isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        ShouldPrint(await ResumeAsync(run, "go"), "Start|A|B|A2|After|Elsewhere");
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_way_into_the_branch_from_elsewhere_is_not_taken_either(bool isTokenBased)
    {
        var root = Flowchart(
            [Line("Start"), Line("A"), Event("go"), Line("Elsewhere"), Event("never"), Line("B"), Join("WaitAny"), Line("After")],
            "Start>A", "Start>B", "A>go", "go>Elsewhere", "go>never", "never>join", "B>join", "join>After");
        // The event comes after the join has run, or its wait was given up with it.
        var run = await RunAsync(root, isTokenBased);
        if (run.Instance.Status == InstanceStatus.Suspended)
            run = await ResumeAsync(run, "go");

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.ShouldContain("After");
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Branches_that_join_before_the_race_are_left_out_together(bool isTokenBased)
    {
        var root = Flowchart(
            [Line("Start"), Line("A1"), Line("A2"), Line("A3"), Line("A4"), Event("never"), Join("WaitAll", "both"), Line("B"), Join("WaitAny"), Line("After")],
            "Start>A1", "Start>A2", "Start>B", "A1>both", "A2>A3", "A3>A4", "A4>never", "never>both", "both>join", "B>join", "join>After");
        var run = await RunAsync(root, isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "After").ShouldBe(1);
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Each_round_of_a_loop_has_its_own_race(bool isTokenBased)
    {
        var root = Flowchart(
            [
                Line("Start"), Line("Fork"), Line("A1"), Line("A2"), Line("A3"), Event("never"), Line("B"), Join("WaitAny"), Set("n", "getVariable('n') + 1", "inc"), Line("After"),
                Activity("FlowDecision", "more", ("condition", Js("getVariable('n') < 3"))), Line("End"),
            ],
            "Start>Fork", "Fork>A1", "Fork>B", "A1>A2", "A2>A3", "A3>never", "never>join", "B>join", "join>After", "After>inc", "inc>more", "more:True>Fork", "more:False>End").With(("n", "Int32", "0"));
        var run = await RunAsync(root, isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "After").ShouldBe(3);
        run.Lines.Count(line => line == "A1").ShouldBe(3);
        run.Lines.Count(line => line == "End").ShouldBe(1);
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_event_of_a_later_round_is_still_waited_for(bool isTokenBased)
    {
        var root = Flowchart(
            [
                Line("Start"), Line("Fork"), Event("a"), Event("b"), Join("WaitAny"), Set("n", "getVariable('n') + 1", "inc"), Line("After"),
                Activity("FlowDecision", "more", ("condition", Js("getVariable('n') < 2"))),
            ],
            "Start>Fork", "Fork>a", "Fork>b", "a>join", "b>join", "join>After", "After>inc", "inc>more", "more:True>Fork").With(("n", "Int32", "0"));
        var first = await RunAsync(root, isTokenBased);
        var second = await ResumeAsync(first, "a");

        second.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        (await BookmarksAsync(second)).Count.ShouldBe(2);
        ShouldPrint(await ResumeAsync(second, "b"), "Start|Fork|After|Fork|After");
        (await BookmarksAsync(second)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_loop_within_the_losing_branch_is_left(bool isTokenBased)
    {
        var root = Flowchart(
            [Line("Start"), Line("A"), Line("Again"), Decision(false), Line("B"), Join("WaitAny"), Line("After")],
            "Start>A", "Start>B", "A>Again", "Again>decision", "decision:True>join", "decision:False>Again", "B>join", "join>After");
        var run = await RunAsync(root, isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "After").ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_on_the_losing_branch_stays_for_a_person()
    {
        var options = new JsonObject { ["incidentStrategyType"] = "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" };
        var run = await RunAsync(Race([Line("A1"), Line("A2"), Fault()], ["A1", "A2", "fault"]), options: options);

        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        run.Lines.ShouldContain("After");
        MessagesOf(run).ShouldHaveSingleItem();
    }

    /// <summary>A branch of some steps against one of a single step.</summary>
    private static JsonObject Race(JsonObject[] branch, string[] ids) => Flowchart(
        [Line("Start"), .. branch, Line("B"), Join("WaitAny"), Line("After")],
        [$"Start>{ids[0]}", "Start>B", .. ids.Zip(ids.Skip(1), (from, to) => $"{from}>{to}"), $"{ids[^1]}>join", "B>join", "join>After"]);
}
