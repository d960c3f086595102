using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class FlowchartJoinTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Theory]
    [InlineData(false, "WaitAll", "A|B|C|D|F")]
    [InlineData(false, "WaitAllActive", "A|B|C|D|E|F")]
    [InlineData(false, "WaitAny", "A|B|C|D|E|F")]
    [InlineData(true, "WaitAll", "A|B|C|E|F")]
    [InlineData(true, "WaitAllActive", "A|B|C|E|F")]
    [InlineData(true, "WaitAny", "A|B|C|E|F")]
    [Trait("Case", "M15")]
    [Trait("Case", "M16")]
    [Trait("Case", "M17")]
    [Trait("Case", "M18")]
    public async Task A_join_counts_a_way_that_is_not_taken_as_visited(bool decision, string mode, string lines) => ShouldPrint(
        await RunAsync(Flowchart(
            [Activity("Start", "start"), Line("A"), Line("B"), Line("C"), Decision(decision), Line("D"), Join(mode), Line("E"), Line("F")],
            "start>A", "start>B", "start>C", "A>decision", "decision:True>join", "decision:False>D", "B>join", "C>join", "D>F", "join>E", "E>F")),
        lines);

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M19")]
    public async Task What_follows_a_join_of_all_runs_after_both_branches(bool isTokenBased)
    {
        var run = await RunAsync(ForkAndJoin("WaitAll"), isTokenBased);

        ShouldPrint(run, "B1|B2|After");
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M20")]
    public async Task What_follows_a_join_of_any_runs_once(bool isTokenBased)
    {
        var run = await RunAsync(ForkAndJoin("WaitAny"), isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "After").ShouldBe(1);
        run.Lines.ShouldContain(line => line.StartsWith('B'));
    }

    [Theory, InlineData(false, "WaitAll"), InlineData(false, "WaitAny"), InlineData(true, "WaitAll"), InlineData(true, "WaitAny")]
    [Trait("Case", "M21")]
    public async Task Two_stages_of_fork_and_join_run_one_after_the_other(bool isTokenBased, string mode)
    {
        var run = await RunAsync(
            Flowchart(
                [Line("Start"), Line("A"), Line("B"), Join(mode, "j1"), Line("Middle"), Line("C"), Line("D"), Join(mode, "j2"), Line("End")],
                "Start>A", "Start>B", "A>j1", "B>j1", "j1>Middle", "Middle>C", "Middle>D", "C>j2", "D>j2", "j2>End"),
            isTokenBased);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Where(line => line.Length > 1).ShouldBe(["Start", "Middle", "End"]);
        if (mode == "WaitAll")
            run.Lines.Order().ShouldBe(["A", "B", "C", "D", "End", "Middle", "Start"]);
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M22")]
    public async Task A_join_of_any_drops_a_sibling_that_waits_and_runs_what_follows_once(bool isTokenBased)
    {
        var run = await RunAsync(
            Flowchart([Line("Start"), Line("B1"), Event("never"), Join("WaitAny"), Line("AfterJoin")], "Start>B1", "Start>never", "B1>join", "never>join", "join>AfterJoin"),
            isTokenBased);

        ShouldPrint(run, "Start|B1|AfterJoin");
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M23")]
    public async Task Each_activity_of_a_braid_runs_once(bool isTokenBased) => ShouldPrint(
        await RunAsync(
            Flowchart(
                [Line("1"), Line("2"), Line("3"), Line("4"), Line("5"), Line("6"), Line("7")],
                "1>2", "1>3", "2>4", "2>5", "3>5", "3>6", "4>7", "5>7", "6>7"),
            isTokenBased),
        "1|2|3|4|5|6|7");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M24")]
    public async Task A_loop_in_a_flowchart_goes_round_until_its_decision_holds(bool isTokenBased) => ShouldPrint(
        await RunAsync(
            Flowchart(
                [Line("Start"), Set("n", "getn() + 1", "inc"), Activity("FlowDecision", "more", ("condition", Js("getVariable('n') > 1"))), Line("Retry"), Line("End")],
                "Start>inc", "inc>more", "more:False>Retry", "more:True>End", "Retry>inc").With(("n", "Int32", "0")),
            isTokenBased),
        "Start|Retry|End");

    [Fact]
    [Trait("Case", "M25")]
    public async Task An_activity_that_cannot_be_reached_does_not_count_as_inbound()
    {
        var flowchart = Flowchart(
            [
                Activity("Start", "start"), Line("dangling"), FlowSwitch("s1", "MatchAny", ("Less", "getVariable('n') < 3")), Line("A"), Line("B"), Set("n", "getVariable('n') + 1", "inc"),
                FlowSwitch("s2", "MatchAny", ("One", "getVariable('n') == 1"), ("Less", "getVariable('n') < 4"), ("Three", "getVariable('n') == 3")),
                Line("D"), Line("E"), Line("F"), Activity("End", "end"),
            ],
            "start>s1", "dangling>s1", "s1:Less>A", "s1:Less>B", "s1:Default>inc", "A>inc", "B>inc", "inc>s2", "s2:One>D", "D>inc", "s2:Less>E", "E>s1", "s2:Three>F", "F>end");

        ShouldPrint(await RunAsync(flowchart.With(("n", "Int32", "0"))), "A|B|D|E|A|B|E|E|F");
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M26")]
    public async Task A_way_back_into_the_middle_of_a_branch_fails_with_its_reason(bool isTokenBased)
    {
        var run = await RunAsync(
            Flowchart([Activity("Start", "start"), Line("A"), Line("B"), Line("C"), Line("D"), Line("E")], "start>A", "A>B", "B>C", "B>D", "C>E", "D>E", "E>C"),
            isTokenBased);

        run.Lines.ShouldBe(["A", "B", "C", "D", "E"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem()
            .ShouldBe("Invalid backward connection: Every path from the source ('E') must go through the target ('C') when tracing back to the start.");
    }

    [Theory, InlineData("WaitAll"), InlineData("WaitAllActive"), InlineData("WaitAny")]
    [Trait("Case", "M27")]
    public async Task A_join_in_a_loop_works_each_time(string mode) => ShouldPrint(
        await RunAsync(Flowchart(
            [
                Activity("Start", "start"), Line("A"), Line("B"), Line("C"), Line("D"), Join(mode), Set("n", "getVariable('n') + 1", "inc"),
                FlowSwitch("back", "MatchFirst", ("Less", "getVariable('n') < 3")), Activity("End", "end"),
            ],
            "start>A", "A>B", "A>C", "A>D", "B>join", "C>join", "D>join", "join>inc", "inc>back", "back:Less>A", "back:Default>end").With(("n", "Int32", "0"))),
        "A|B|C|D|A|B|C|D|A|B|C|D");

    [Theory, InlineData("WaitAll"), InlineData("WaitAllActive"), InlineData("WaitAny")]
    [Trait("Case", "M28")]
    public async Task A_join_may_lead_only_back(string mode) => ShouldPrint(
        await RunAsync(Flowchart(
            [
                Activity("Start", "start"), FlowSwitch("again", "MatchFirst", ("Again", "getVariable('n') < 3")), Line("A"), Set("n", "getVariable('n') + 1", "inc"),
                Join(mode), Line("B"), Activity("End", "end"),
            ],
            "start>again", "again:Again>A", "again:Again>inc", "again:Default>B", "A>join", "inc>join", "join>again", "B>end").With(("n", "Int32", "0"))),
        "A|A|A|B");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M29")]
    public async Task A_diamond_of_two_steps_on_each_side_runs_everything_once(bool isTokenBased)
    {
        var run = await RunAsync(
            Flowchart(
                [Line("Start"), Line("L1"), Line("L2"), Line("R1"), Line("R2"), Line("Meet").Merging("Converge"), Line("End")],
                "Start>L1", "Start>R1", "L1>L2", "R1>R2", "L2>Meet", "R2>Meet", "Meet>End"),
            isTokenBased);

        ShouldPrint(run, "Start|L1|R1|L2|R2|Meet|End");
    }

    [Theory]
    [InlineData(false, true, "T|Meet"), InlineData(false, false, "F|Meet"), InlineData(true, true, "T|Meet"), InlineData(true, false, "F|Meet")]
    [Trait("Case", "M30")]
    public async Task A_decision_takes_one_way_and_both_may_meet_again(bool isTokenBased, bool decision, string lines) => ShouldPrint(
        await RunAsync(Flowchart([Decision(decision), Line("T"), Line("F"), Line("Meet")], "decision:True>T", "decision:False>F", "T>Meet", "F>Meet"), isTokenBased), lines);

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M30")]
    public async Task A_decision_with_no_way_for_its_outcome_ends_the_flow(bool isTokenBased)
    {
        ShouldPrint(await RunAsync(Flowchart([Decision(false), Line("T")], "decision:True>T"), isTokenBased), "");
        ShouldPrint(
            await RunAsync(Flowchart([Decision(true), Decision(false, "second"), Line("T"), Line("F")], "decision:True>second", "second:True>T", "second:False>F"), isTokenBased),
            "F");
    }

    [Theory]
    [InlineData("None", 1), InlineData("Stream", 1), InlineData("Merge", 1), InlineData("Converge", 1), InlineData("Race", 1), InlineData("Cascade", 2)]
    [Trait("Case", "M31")]
    public async Task A_merge_mode_says_how_often_an_activity_with_two_inbound_connections_runs(string mode, int times)
    {
        var run = await RunAsync(Flowchart([Line("Start"), Line("B1"), Line("B2"), Line("Meet").Merging(mode)], "Start>B1", "Start>B2", "B1>Meet", "B2>Meet"), isTokenBased: true);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "Meet").ShouldBe(times);
        ShouldPrint(await RunAsync(Flowchart([Line("A"), Line("B").Merging(mode)], "A>B"), isTokenBased: true), "A|B");
    }

    [Fact]
    [Trait("Case", "M31")]
    public async Task A_join_behind_a_way_that_is_not_taken_fails_with_advice_instead_of_waiting_for_ever()
    {
        var run = await RunAsync(
            Flowchart([Line("A"), Decision(false), Line("T"), Line("B"), Line("Meet").Merging("Converge")], "A>decision", "A>B", "decision:True>T", "T>Meet", "B>Meet"),
            isTokenBased: true);

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem().ShouldContain("merge mode Stream");
    }

    private static JsonObject ForkAndJoin(string mode) => Flowchart(
        [Activity("FlowFork", "fork", ("branches", Js("['X','Y']"))), Line("B1"), Line("B2"), Join(mode), Line("After")],
        "fork:X>B1", "fork:Y>B2", "B1>join", "B2>join", "join>After");

    private static JsonObject FlowSwitch(string id, string mode, params (string Label, string Condition)[] cases) => Activity(
        "FlowSwitch",
        id,
        ("mode", Literal(mode)),
        ("cases", new JsonArray([.. cases.Select(one => new JsonObject { ["label"] = one.Label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = one.Condition } })])));
}
