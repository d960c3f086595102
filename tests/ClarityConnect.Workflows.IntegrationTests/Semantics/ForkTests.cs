using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class ForkTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Fact]
    [Trait("Case", "M71")]
    public async Task A_fork_runs_its_branches_in_order_and_waits_for_all()
    {
        ShouldPrint(await RunAsync(Sequence(Fork("WaitAll", Line("Branch 1"), Line("Branch 2"), Line("Branch 3")), Line("End"))), "Branch 1|Branch 2|Branch 3|End");
        ShouldPrint(await RunAsync(Sequence(Fork("WaitAll"), Line("End"))), "End");
    }

    [Theory, InlineData("WaitAny"), InlineData("WaitAll")]
    [Trait("Case", "M72")]
    [Trait("Case", "M73")]
    public async Task A_fork_waits_for_any_or_for_all_of_the_events_of_its_branches(string mode)
    {
        var run = await RunAsync(Sequence(
            Line("Start"),
            Fork(mode, Sequence(Event("E1"), Line("Branch 1")).As("b1"), Sequence(Event("E2"), Line("Branch 2")).As("b2")),
            Line("End")));
        (await BookmarksAsync(run)).Count.ShouldBe(2);

        run = await ResumeAsync(run, "E2");
        if (mode == "WaitAll")
        {
            run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
            run = await ResumeAsync(run, "E1");
        }

        ShouldPrint(run, mode == "WaitAll" ? "Start|Branch 2|Branch 1|End" : "Start|Branch 2|End");
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Case", "M74")]
    public async Task A_break_in_a_branch_leaves_the_loop_and_drops_what_its_siblings_wait_for()
    {
        var run = await RunAsync(Sequence(
            While(Literal(true), Fork("WaitAll", Sequence(Event("E1"), Line("Resumed"), Break()).As("b1"), Sequence(Event("E2"), Line("Never")).As("b2"))),
            Line("End")));

        run = await ResumeAsync(run, "E1");

        ShouldPrint(run, "Resumed|End");
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Case", "M75")]
    public async Task Parallel_runs_all_its_activities_and_completes_after_the_last()
    {
        ShouldPrint(await RunAsync(Sequence(Parallel(Line("A"), Parallel(Line("B"), Line("C")).As("inner"), Line("D")), Line("End"))), "A|D|B|C|End");
        ShouldPrint(await RunAsync(Sequence(Parallel(), Line("End"))), "End");
    }

    [Fact]
    [Trait("Case", "M76")]
    public async Task A_failure_of_one_activity_of_Parallel_does_not_stop_the_others()
    {
        var run = await RunAsync(Parallel(Line("A"), Fault(), Line("B")));

        run.Lines.ShouldBe(["A", "B"]);
        ExecutionOf(run, "parallel").Status.ShouldBe("Running");
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
    }
}
