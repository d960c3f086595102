using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Testing.Workflows;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class ChildWorkflowTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Fact]
    [Trait("Case", "M91")]
    [Trait("Case", "M98")]
    public async Task A_child_that_is_waited_for_gets_input_correlation_id_and_the_id_of_its_parent()
    {
        var child = await PublishAsync(Say("`${getInput('Message')} ${getInput('ParentInstanceId')}`"));

        var parent = await FinishAsync(Sequence(
            Dispatch(child, ("input", Js("({ Message: 'Hello' })")), ("correlationId", Literal("order-1")), ("waitForCompletion", Literal(true))), Line("Done")));

        parent.Lines.ShouldBe(["Done"]);
        var instance = (await InstancesOfAsync(child)).ShouldHaveSingleItem();
        instance.CorrelationId.ShouldBe("order-1");
        instance.ParentInstanceId.ShouldBe(parent.Instance.Id);
        (await Harness.ReadAsync(instance.Id, Token)).Lines.ShouldBe([$"Hello {parent.Instance.Id}"]);
    }

    [Fact]
    [Trait("Case", "M92")]
    public async Task A_child_that_is_not_waited_for_ends_after_its_parent()
    {
        var child = await PublishAsync(Sequence(Event("go"), Line("Child")));

        ShouldPrint(await RunAsync(Sequence(Dispatch(child), Line("Parent"))), "Parent");

        var run = await Harness.WaitForAsync((await InstancesOfAsync(child)).ShouldHaveSingleItem().Id, InstanceStatus.Suspended, Token);
        ShouldPrint(await ResumeAsync(run, "go"), "Child");
    }

    [Theory, InlineData("DispatchWorkflow"), InlineData("BulkDispatchWorkflows")]
    [Trait("Case", "M93")]
    public async Task An_unknown_workflow_fails_the_parent(string type)
    {
        var run = await RunAsync(Activity(type, "dispatch", ("workflowDefinitionId", Literal("nobody")), ("items", Js("[1]")), ("waitForCompletion", Literal(true))));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        MessagesOf(run).ShouldHaveSingleItem().ShouldContain("nobody");
    }

    [Fact]
    [Trait("Case", "M94")]
    [Trait("Case", "M97")]
    public async Task A_child_runs_for_each_item_with_input_and_correlation_id_of_its_own()
    {
        var child = await PublishAsync(Say("`Item ${getInput('Item')} ${getInput('Shared')}`"));

        var parent = await FinishAsync(Sequence(
            Bulk(child, "[1,2,3]", ("input", Js("({ Shared: 'x' })")), ("correlationIdFunction", Js("`correlation-${args.Item}`"))), Line("Done")));

        parent.Lines.ShouldBe(["Done"]);
        var children = await InstancesOfAsync(child);
        children.Select(instance => instance.CorrelationId).Order().ShouldBe(["correlation-1", "correlation-2", "correlation-3"]);
        (await LinesOfAsync(children)).Order().ShouldBe(["Item 1 x", "Item 2 x", "Item 3 x"]);
    }

    [Theory, InlineData(true, 0, 3), InlineData(false, 3, 0)]
    [Trait("Case", "M95")]
    public async Task A_port_runs_once_for_each_child_that_ended_so(bool fails, int completed, int faulted)
    {
        var child = await PublishAsync(fails ? Fault() : Line("Child"));

        var parent = await FinishAsync(Sequence(
            Bulk(child, "[1,2,3]", ("childCompleted", Set("Completed", "getVariable('Completed') + 1")), ("childFaulted", Set("Faulted", "getVariable('Faulted') + 1"))),
            Say("`${getVariable('Completed')} ${getVariable('Faulted')}`")).With(("Completed", "Int32", "0"), ("Faulted", "Int32", "0")));

        parent.Lines.ShouldBe([$"{completed} {faulted}"]);
    }

    [Fact]
    [Trait("Case", "M96")]
    public async Task A_bulk_dispatch_of_no_items_completes_at_once() =>
        ShouldPrint(await RunAsync(Sequence(Bulk(await PublishAsync(Line("X")), "[]"), Line("Done"))), "Done");

    private async Task<IReadOnlyList<string>> LinesOfAsync(IEnumerable<InstanceRow> instances)
    {
        var runs = new List<WorkflowRun>();
        foreach (var instance in instances)
            runs.Add(await Harness.ReadAsync(instance.Id, Token));
        return [.. runs.SelectMany(run => run.Lines)];
    }

    private static JsonObject Dispatch(string child, params (string, JsonNode?)[] members) =>
        Activity("DispatchWorkflow", "dispatch", [("workflowDefinitionId", Literal(child)), .. members]);

    private static JsonObject Bulk(string child, string items, params (string, JsonNode?)[] members) =>
        Activity("BulkDispatchWorkflows", "bulk", [("workflowDefinitionId", Literal(child)), ("items", Js(items)), .. members]);
}
