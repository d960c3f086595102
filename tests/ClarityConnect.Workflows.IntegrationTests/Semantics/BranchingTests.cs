using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class BranchingTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Theory]
    [InlineData("MatchAny", "false,true,true", "2|3")]
    [InlineData("MatchFirst", "false,true,true", "2")]
    [InlineData(null, "false,true,true", "2")]
    [InlineData("MatchAny", "false,false", "Default")]
    [InlineData("MatchFirst", "", "Default")]
    [Trait("Case", "M32")]
    [Trait("Case", "M33")]
    [Trait("Case", "M34")]
    public async Task A_flow_switch_has_an_outcome_for_each_case_that_its_mode_takes(string? mode, string conditions, string outcomes)
    {
        var run = await RunAsync(Flowchart([Switch("FlowSwitch", mode, "JavaScript", conditions)]));

        OutcomesOf(run, "switch").ShouldBe(outcomes.Split('|'));
    }

    [Fact]
    [Trait("Case", "M35")]
    public async Task Cases_may_be_literals() =>
        OutcomesOf(await RunAsync(Flowchart([Switch("FlowSwitch", "MatchAny", "Literal", "true,false,true")])), "switch").ShouldBe(["1", "3"]);

    [Fact]
    [Trait("Case", "M36")]
    public async Task A_flow_fork_has_its_branches_as_outcomes_else_Done()
    {
        OutcomesOf(await RunAsync(Flowchart([Activity("FlowFork", "fork")])), "fork").ShouldBe(["Done"]);
        OutcomesOf(await RunAsync(Flowchart([Activity("FlowFork", "fork", ("branches", Js("['X', 'Y']")))])), "fork").ShouldBe(["X", "Y"]);
    }

    [Theory]
    [InlineData("MatchFirst", "false,true,true", "Case 2")]
    [InlineData("MatchAny", "false,true,true,false,true", "Case 2|Case 3|Case 5")]
    [Trait("Case", "M37")]
    [Trait("Case", "M38")]
    public async Task A_switch_runs_the_cases_that_its_mode_takes_and_completes_after_them(string mode, string conditions, string lines)
    {
        var run = await RunAsync(Sequence(Switch("Switch", mode, "JavaScript", conditions), Line("After")));

        ShouldPrint(run, $"{lines}|After");
        ExecutionOf(run, "switch").CompletedSequence!.Value.ShouldBeGreaterThan(run.Executions.Where(execution => execution.ActivityId.StartsWith("Case", StringComparison.Ordinal)).Max(execution => execution.CompletedSequence!.Value));
    }

    [Fact]
    [Trait("Case", "M39")]
    public async Task A_switch_without_a_case_that_holds_runs_its_default_or_completes()
    {
        ShouldPrint(await RunAsync(Switch("Switch", "MatchFirst", "JavaScript", "false", Line("Default"))), "Default");
        ShouldPrint(await RunAsync(Sequence(Switch("Switch", "MatchFirst", "JavaScript", "false"), Line("After"))), "After");
    }

    [Fact]
    [Trait("Case", "M40")]
    public async Task An_If_evaluates_its_condition_once_and_needs_neither_branch_nor_condition()
    {
        var run = await RunAsync(Sequence(
            Activity("If", "if", ("condition", Js("setVariable('n', getVariable('n') + 1), true"))),
            Activity("If", "unset", ("then", Line("Then")), ("else", Line("Else"))),
            Say("getVariable('n')")).With(("n", "Int32", "0")));

        ShouldPrint(run, "Else|1");
        OutputOf(run, "if", "Result").GetBoolean().ShouldBeTrue();
        OutputOf(run, "unset", "Result").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    [Trait("Case", "M41")]
    public async Task An_If_whose_condition_throws_fails_and_runs_no_branch()
    {
        var run = await RunAsync(If(Js("nothing.there"), Line("Then"), Line("Else")));

        run.Lines.ShouldBeEmpty();
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem().ShouldStartWith("Failed to evaluate activity input 'Condition'");
    }

    private static JsonObject Switch(string type, string? mode, string expression, string conditions, JsonObject? otherwise = null)
    {
        var cases = conditions.Split(',', StringSplitOptions.RemoveEmptyEntries).Select((condition, index) => new JsonObject
        {
            ["label"] = $"{index + 1}",
            ["condition"] = new JsonObject { ["type"] = expression, ["value"] = condition },
            ["activity"] = type == "Switch" ? Line($"Case {index + 1}") : null,
        });
        return Activity(type, "switch", ("mode", mode is null ? null : Literal(mode)), ("cases", new JsonArray([.. cases])), ("default", otherwise));
    }
}
