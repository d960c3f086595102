using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class CompletionTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Fact]
    [Trait("Case", "M84")]
    public async Task A_Finish_skips_what_follows() => ShouldPrint(await RunAsync(Sequence(Line("A"), Activity("Finish", "finish"), Line("B"))), "A");

    [Theory, InlineData("WaitAll"), InlineData("WaitAny")]
    [Trait("Case", "M85")]
    public async Task A_Finish_in_one_branch_ends_the_instance_and_drops_what_others_wait_for(string mode)
    {
        var run = await RunAsync(Sequence(Fork(mode, Sequence(Event("never"), Line("X")).As("b1"), Sequence(Line("A"), Activity("Finish", "finish")).As("b2")), Line("B")));

        ShouldPrint(run, "A");
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Case", "M86")]
    public async Task A_Complete_ends_the_nearest_workflow_and_the_one_around_it_goes_on()
    {
        var id = NewId();
        var inner = Definition(id, Sequence(Line("Inside"), Activity("Complete", "complete"), Line("X")), options: new() { ["usableAsActivity"] = true });
        inner["name"] = $"Inner{id[5..]}";
        await Harness.PublishAsync(inner.ToJsonString(), Token);
        var use = Activity("X", "use");
        use["type"] = $"Inner{id[5..]}";

        ShouldPrint(await RunAsync(Sequence(Line("Before"), use, Line("After"))), "Before|Inside|After");
    }

    [Fact]
    [Trait("Case", "M87")]
    public async Task Outputs_keep_their_types()
    {
        var run = await RunAsync(Sequence(
            Activity("SetOutput", "o1", ("outputName", Literal("FirstName")), ("outputValue", Literal("John"))),
            Activity("SetOutput", "o2", ("outputName", Literal("LastName")), ("outputValue", Js("'Doe'"))),
            Activity("SetOutput", "o3", ("outputName", Literal("Age")), ("outputValue", Literal(30)))));

        run.Output("FirstName")!.Value.GetString().ShouldBe("John");
        run.Output("LastName")!.Value.GetString().ShouldBe("Doe");
        run.Output("Age")!.Value.GetInt32().ShouldBe(30);
    }

    [Fact]
    [Trait("Case", "M88")]
    public async Task An_instance_is_named_at_its_start_or_by_SetName()
    {
        (await RunAsync(Activity("SetName", "name", ("value", Literal("Order 42"))))).Instance.Name.ShouldBe("Order 42");

        var id = await Harness.Runtime.StartAsync(new StartRequest(await PublishAsync(Line("A"))) { Name = "Given" }, Token);
        (await Harness.WaitForAsync(id!, InstanceStatus.Finished, Token)).Instance.Name.ShouldBe("Given");
    }

    [Fact]
    [Trait("Case", "M89")]
    public async Task Outputs_of_activities_and_the_last_result_can_be_read() => ShouldPrint(
        await RunAsync(Sequence(
            Activity("RunJavaScript", "Sum", ("script", Literal("4 + 6"))),
            Say("`The result of Sum is ${getOutputFrom('Sum')}.`"),
            Say("`The last result is ${getLastResult()}.`", "last"))),
        "The result of Sum is 10.|The last result is 10.");

    [Fact]
    [Trait("Case", "M90")]
    public async Task An_output_in_a_loop_is_the_one_of_the_current_iteration() => ShouldPrint(
        await RunAsync(ForEach("[1,2,3]", Sequence(
            Activity("RunJavaScript", "Value", ("script", Literal("getVariable('CurrentValue')"))),
            Say("`Item ${getVariable('CurrentValue')}/${getOutputFrom('Value')}`")))),
        "Item 1/1|Item 2/2|Item 3/3");
}
