using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class FaultTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Fact]
    [Trait("Case", "M77")]
    public async Task A_Fault_fails_the_instance_with_its_message()
    {
        var run = await RunAsync(Fault("Out of stock."));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        run.Instance.IncidentCount.ShouldBe(1);
        MessagesOf(run).ShouldHaveSingleItem().ShouldBe("Out of stock.");
        MessagesOf(await RunAsync(Activity("Fault", "fault"))).ShouldHaveSingleItem().ShouldContain("fault");
    }

    [Fact]
    [Trait("Case", "M78")]
    public async Task Nothing_after_a_Fault_in_a_sequence_runs() => (await RunAsync(Sequence(Line("A"), Fault(), Line("B")))).Lines.ShouldBe(["A"]);

    [Theory, InlineData(null), InlineData("ContinueWithIncidentsStrategy")]
    [Trait("Case", "M79")]
    [Trait("Case", "M80")]
    public async Task The_incident_strategy_says_whether_an_instance_lives_on_with_a_failure(string? strategy)
    {
        var flowchart = Flowchart(
            [Line("Start"), Line("Step 1a"), Event("Event 1"), Line("Step 1b"), Line("Step 2a"), Fault()],
            "Start>Step 1a", "Step 1a>Event 1", "Event 1>Step 1b", "Start>Step 2a", "Step 2a>fault");
        var options = strategy is null ? null : new JsonObject { ["incidentStrategyType"] = $"Elsa.Workflows.IncidentStrategies.{strategy}, Elsa.Workflows.Core" };

        var run = await RunAsync(flowchart, options: options);

        run.Lines.ShouldBe(["Start", "Step 1a", "Step 2a"]);
        run.Instance.IncidentCount.ShouldBe(1);
        run.Instance.Status.ShouldBe(strategy is null ? InstanceStatus.Faulted : InstanceStatus.Suspended);
        if (strategy is null)
        {
            (await BookmarksAsync(run)).ShouldBeEmpty();
            return;
        }

        run = await ResumeAsync(run, "Event 1");
        run.Lines.ShouldBe(["Start", "Step 1a", "Step 2a", "Step 1b"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        run.Instance.IncidentCount.ShouldBe(1);
    }

    [Theory, InlineData("throw new Error('x')"), InlineData("nothing.there")]
    [Trait("Case", "M81")]
    public async Task A_script_that_throws_fails_the_activity(string script)
    {
        var run = await RunAsync(Activity("RunJavaScript", "js", ("script", Literal(script))));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        ExecutionOf(run, "js").Status.ShouldBe("Faulted");
    }

    [Fact]
    [Trait("Case", "M81")]
    public async Task A_script_that_is_none_is_refused_when_it_is_published()
    {
        var exception = await Should.ThrowAsync<DefinitionInvalidException>(PublishAsync(Activity("RunJavaScript", "js", ("script", Literal("this is no script")))));

        exception.Message.ShouldContain("SyntaxError");
    }

    [Fact]
    [Trait("Case", "M82")]
    public async Task An_input_that_cannot_be_evaluated_is_named() =>
        MessagesOf(await RunAsync(Say("nothing.there"))).ShouldHaveSingleItem().ShouldStartWith("Failed to evaluate activity input 'Text'");

    [Fact]
    [Trait("Case", "M83")]
    public async Task An_activity_of_an_unknown_type_fails_only_if_it_is_run()
    {
        var unknown = Activity("X", "unknown");
        unknown["type"] = "Acme.DoesNotExist";

        ShouldPrint(await RunAsync(Sequence(Line("A"), If(Literal(false), unknown.DeepClone().AsObject()))), "A");
        var run = await RunAsync(Sequence(Line("A"), unknown));
        run.Lines.ShouldBe(["A"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem().ShouldContain("Acme.DoesNotExist");
    }
}
