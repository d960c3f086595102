using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class FlowchartStructureTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M01")]
    public async Task A_chain_runs_in_order(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([Line("A"), Line("B"), Line("C")], "A>B", "B>C"), isTokenBased), "A|B|C");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M02")]
    public async Task Both_of_two_branches_run(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([Line("A"), Line("B"), Line("C")], "A>B", "A>C"), isTokenBased), "A|B|C");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M03")]
    public async Task A_single_activity_runs(bool isTokenBased) => ShouldPrint(await RunAsync(Flowchart([Line("A")]), isTokenBased), "A");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M04")]
    public async Task An_empty_flowchart_finishes(bool isTokenBased) => ShouldPrint(await RunAsync(Flowchart([]), isTokenBased), "");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M05")]
    public async Task An_activity_that_nothing_leads_to_never_runs(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([Line("Connected"), Line("Unconnected")]), isTokenBased), "Connected");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M06")]
    public async Task A_flowchart_in_a_flowchart_runs_where_it_stands(bool isTokenBased) => ShouldPrint(
        await RunAsync(Flowchart([Line("outer1"), Flowchart([Line("inner1"), Line("inner2")], "inner1>inner2").As("inner"), Line("outer2")], "outer1>inner", "inner>outer2"), isTokenBased),
        "outer1|inner1|inner2|outer2");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M07")]
    public async Task An_If_in_a_flowchart_runs_only_the_branch_that_holds(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([If(Literal(true), Line("Then"), Line("Else"))]), isTokenBased), "Then");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M08")]
    public async Task A_Start_activity_is_where_the_flowchart_begins(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([Line("Never"), Activity("Start", "start"), Line("After")], "start>After"), isTokenBased), "After");

    [Fact]
    [Trait("Case", "M09")]
    public async Task The_start_member_of_the_format_is_not_read()
    {
        var flowchart = Flowchart([Line("A"), Activity("Start", "start"), Line("B")], "start>B");
        flowchart["start"] = "A";

        ShouldPrint(await RunAsync(flowchart), "B");
    }

    [Fact]
    [Trait("Case", "M10")]
    public async Task A_Start_in_a_sequence_does_nothing() =>
        ShouldPrint(await RunAsync(Sequence(Line("A"), Activity("Start", "start"), Line("B"))), "A|B");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M11")]
    public async Task Only_connections_of_ports_that_are_outcomes_are_followed(bool isTokenBased) =>
        ShouldPrint(await RunAsync(Flowchart([Activity("Start", "start"), Line("Line 1"), Line("Line 2")], "start>Line 1", "start:Fake>Line 2"), isTokenBased), "Line 1");

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M12")]
    public async Task A_flowchart_of_a_single_join_finishes(bool isTokenBased)
    {
        foreach (var mode in (string[])["WaitAll", "WaitAllActive", "WaitAny"])
            ShouldPrint(await RunAsync(Flowchart([Join(mode)]), isTokenBased), "");
    }

    [Theory, InlineData(false), InlineData(true)]
    [Trait("Case", "M13")]
    public async Task An_End_ends_its_flowchart_at_once_and_the_sequence_around_it_goes_on(bool isTokenBased) => ShouldPrint(
        await RunAsync(Sequence(Flowchart([Line("A"), Activity("End", "end"), Line("Never")], "A>end", "end>Never"), Line("After")), isTokenBased), "A|After");

    [Fact]
    [Trait("Case", "M14")]
    public async Task An_End_stops_its_sequence() =>
        ShouldPrint(await RunAsync(Sequence(Sequence(Line("A"), Activity("End", "end"), Line("Never")).As("inner"), Line("After"))), "A|After");
}
