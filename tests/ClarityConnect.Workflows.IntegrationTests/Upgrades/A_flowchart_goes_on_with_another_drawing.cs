using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Upgrades.FlowDrawing;

namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

public sealed class A_flowchart_goes_on_with_another_drawing : UpgradedRuns
{
    private static readonly string[] Modes = ["CounterBased", "TokenBased"];

    public static TheoryData<string, string, string, string, string> Drawings => new(
        from mode in Modes
        from row in new[]
        {
            ("a>w w>b", "a>n n>w w>b", "w", "a b"),
            ("a>w w>b", "a>w w>n n>b", "w", "a n b"),
            ("a>w w>b", "a>w w>b a>n n>m", "w", "a b"),
            ("a>w w>b", "a>w w>b w>n", "w", "a b n"),
            ("a>b b>w w>c", "a>w w>c", "w", "a b c"),
            ("a>w w>b", "n>a a>w w>b", "w", "a b"),
            ("a>w w>b", "w>b b>c", "w", "a b c"),
            ("a>w w>b", "n>w w>c", "w", "a c"),
            ("a>w1 a>w2 w1>b w2>c", "a>w1 a>w2 w1>b w2>n n>c", "w1 w2", "a b n c"),
            ("a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w b>n n>j.WaitAll w>j.WaitAll j.WaitAll>c", "w", "a b j c"),
            ("a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w a>n n>j.WaitAll b>j.WaitAll w>j.WaitAll j.WaitAll>c", "w", "a b j c"),
            ("a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>w a>j.WaitAll w>j.WaitAll j.WaitAll>c", "w", "a b j c"),
            ("a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w b>j.WaitAll w>n n>j.WaitAll j.WaitAll>c", "w", "a b n j c"),
            ("a>w w>j.WaitAll b>j.WaitAll a>b j.WaitAll>c", "a>w w>c b>c a>b", "w", "a b c"),
            ("a>b a>w b>j.WaitAny w>j.WaitAny j.WaitAny>w3 w3>c a>w2 w2>d1", "a>b a>w b>j.WaitAny w>j.WaitAny j.WaitAny>w3 w3>n n>c a>w2 w2>m", "w w3 w2", "a b j n c m"),
        }
        where !(mode == "TokenBased" && row.Item2 == "a>w w>c b>c a>b")
        select (mode, row.Item1, row.Item2, row.Item3, row.Item4));

    [Theory]
    [MemberData(nameof(Drawings))]
    public async Task What_has_completed_is_not_run_again_and_what_is_ahead_is(string mode, string before, string after, string events, string lines)
    {
        var id = await StartAsync(Flow(mode, before));

        await UpgradeAsync(id, Flow(mode, after));

        var run = await FinishAsync(id, events.Split(' '));
        string.Join(' ', run.Lines.Concat(run.Executions.Where(execution => execution.ActivityType == "Elsa.FlowJoin").Select(execution => "j")).Order())
            .ShouldBe(string.Join(' ', lines.Split(' ').Order()));
        run.Executions.ShouldNotContain(execution => execution.Status == "Faulted");
        run.Instance.Version.ShouldBe(2);
    }

    [Theory]
    [InlineData("CounterBased")]
    [InlineData("TokenBased")]
    public async Task A_loop_runs_what_was_drawn_into_it_the_next_time_round(string mode)
    {
        var id = await StartAsync(Flow(mode, "a>w w>d d:False>a"));

        await UpgradeAsync(id, Flow(mode, "a>n n>w w>d d:False>a d:True>e"));
        await SendAsync(id, "w");
        var run = await UntilAsync(id, run => run.Lines.Count == 3 && run.Instance.Status == InstanceStatus.Suspended);

        run.Lines.ShouldBe(["a", "a", "n"]);
    }

    [Fact]
    public async Task A_flowchart_in_a_flowchart_is_upgraded_too()
    {
        var id = await StartAsync(Flow("CounterBased", "a>f f>z", Flow("CounterBased", "b>w w>c", id: "f")));

        await UpgradeAsync(id, Flow("CounterBased", "a>n n>f f>y y>z", Flow("CounterBased", "b>m m>w w>k k>c", id: "f")));

        (await FinishAsync(id, "w")).Lines.ShouldBe(["a", "b", "k", "c", "y", "z"]);
    }

    [Theory]
    [InlineData("CounterBased", "a>b b>w w>c", "a>w w>b b>c", "come to 'b' (b) or past it, but in version 2 that comes after 'w' (w)")]
    [InlineData("TokenBased", "a>b b>w w>c", "a>w w>b b>c", "come to 'b' (b) or past it, but in version 2 that comes after 'w' (w)")]
    [InlineData("CounterBased", "a>w1 a>w2", "a>w1 w1>w2", "come to 'w2' (w2) or past it, but in version 2 that comes after 'w1' (w1)")]
    [InlineData("TokenBased", "a>w1 a>w2", "a>w1 w1>w2", "come to 'w2' (w2) or past it, but in version 2 that comes after 'w1' (w1)")]
    [InlineData("CounterBased", "a>w w>b", "a>b w>b", "leads from its beginning to all of 'w' (w)")]
    [InlineData("TokenBased", "a>w w>b", "a>b w>b", "leads from its beginning to all of 'w' (w)")]
    [InlineData("CounterBased", "a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w b>j.WaitAll j.WaitAll>c w>e", "has all that it waits for in version 2")]
    [InlineData("TokenBased", "a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w b>j.WaitAll j.WaitAll>c w>e", "nothing more leads to it")]
    [InlineData("TokenBased", "a>b a>w b>j.WaitAll w>j.WaitAll j.WaitAll>c", "a>b a>w b>e w>j.WaitAll j.WaitAll>c", "was reached by a connection from 'b'")]
    [InlineData("CounterBased", "d:False>w d:True>b w>c", "d:False>w d:True>b w>b", "come to 'b' (b) or past it")]
    public async Task An_upgrade_that_would_strand_or_repeat_something_is_refused(string mode, string before, string after, string reason)
    {
        var id = await StartAsync(Flow(mode, before));

        (await RefusalsAsync(id, Flow(mode, after))).ShouldHaveSingleItem().ShouldContain(reason);
        (await Harness.ReadAsync(id, Token)).Instance.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_flowchart_keeps_the_mode_in_which_it_began()
    {
        var id = await StartAsync(Flow("TokenBased", "a>w w>b"));

        (await UpgradeAsync(id, Flow("CounterBased", "a>w w>b b>c"))).Notes.ShouldHaveSingleItem().ShouldContain("goes on in the mode in which it began");

        (await FinishAsync(id, "w")).Lines.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_refused_upgrade_that_was_asked_for_leaves_the_run_as_it_was()
    {
        var id = await StartAsync(Flow("CounterBased", "a>w1 w1>w2 w2>b"));
        await PublishAsync(Flow("CounterBased", "a>w1 w1>b"));

        // The plan was good when it was made; the run went on before a worker came to it.
        await SendAsync(id, "w1");
        await UntilAsync(id, run => run.Executions.Any(execution => execution.ActivityId == "w2"));
        await OrderAsync(id, version: 2);

        (await UntilJournalAsync(id, "UpgradeRefused")).ShouldContain("'w2' (w2) waits, but version 2 does not have it");
        var run = await FinishAsync(id, "w2");
        run.Lines.ShouldBe(["a", "b"]);
        run.Instance.Version.ShouldBe(1);
    }
}
