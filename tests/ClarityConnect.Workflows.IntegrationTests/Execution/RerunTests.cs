using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Runs that are repeated with their recorded data.</summary>
public sealed class RerunTests : IAsyncLifetime
{
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Ledger ledger = new();
    private WorkflowHarness harness = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync([typeof(WriteToLedger)], configure: services => services.AddSingleton(ledger), cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task Before_the_step_nothing_is_written_again_and_from_there_on_it_is_if_asked_for()
    {
        var (id, run) = await RunAsync();
        var second = run.Executions.Single(execution => execution.ActivityId == "write2");

        var repeated = await RerunAsync(id, second.Number, stubsWrites: false);

        repeated.Lines.ShouldBe(["written written"]);
        ledger.Calls.ShouldBe(3);
        ledger.Effects.Count.ShouldBe(3);
    }

    [Fact]
    public async Task With_stubbed_writes_the_outside_world_is_left_alone_and_the_record_answers()
    {
        var (id, run) = await RunAsync();

        var repeated = await RerunAsync(id, run.Executions[0].Number, stubsWrites: true);

        repeated.Lines.ShouldBe(["written written"]);
        ledger.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task The_way_is_computed_anew_on_the_version_that_is_published_now()
    {
        var (id, run) = await RunAsync();
        await PublishAsync("'new: ' + getOutputFrom('First')");

        var repeated = await RerunAsync(id, run.Executions[0].Number, stubsWrites: true);

        repeated.Lines.ShouldBe(["new: written"]);
        repeated.Instance.Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_an_event_brought_is_recorded_too_and_not_waited_for_again()
    {
        await harness.PublishAsync(
            """
            {"definitionId":"main","name":"Main","root":{"id":"all","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"start","name":"Start","type":"Elsa.Event","version":1,"customProperties":{"canStartWorkflow":true},"eventName":{"expression":{"type":"Literal","value":"begin"}}},
              {"id":"wait","name":"Wait","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"go on"}}},
              {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"getOutputFrom('Start').n + ' ' + getOutputFrom('Wait').n"}}}]}}
            """,
            Token);
        await harness.Runtime.PublishAsync("Elsa.Event", "begin", "e1", "test", System.Text.Json.JsonElement.Parse("""{"n":1}"""));
        string? id = null;
        while (id is null)
            id = (await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = ["main"] }, Token)).Items.SingleOrDefault()?.Id;
        await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);
        await harness.Runtime.PublishAsync("Elsa.Event", "go on", "e2", "test", System.Text.Json.JsonElement.Parse("""{"n":2}"""));
        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);

        var repeated = await RerunAsync(id, run.Executions.Single(execution => execution.ActivityId == "line").Number, stubsWrites: true);

        repeated.Lines.ShouldBe(["1 2"]);
    }

    [Fact]
    public async Task A_dead_letter_is_retried_with_a_corrected_variable()
    {
        ledger.OnlyValue = "wrong";
        ledger.FailWith(FailureKind.Rejected);
        await harness.PublishAsync(
            """
            {"definitionId":"main","name":"Main","variables":[{"id":"v","name":"Account","typeName":"String","value":"wrong"}],
             "root":{"id":"write","type":"Test.WriteToLedger","version":1,"value":{"expression":{"type":"JavaScript","value":"getAccount()"}}}}
            """,
            Token);
        var id = (await harness.Runtime.StartAsync(new StartRequest("main"), Token))!;
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        var letter = (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldHaveSingleItem();

        await harness.Runtime.RedriveAsync(
            new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "Ada", Variables: new() { ["Account"] = System.Text.Json.JsonElement.Parse("\"right\"") }), Token);

        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
        run.Variable("Account")!.Value.GetString().ShouldBe("right");
        ledger.Effects.Values.ShouldBe(["right"]);
    }

    private async Task<(string Id, WorkflowRun Run)> RunAsync()
    {
        await PublishAsync("getOutputFrom('First') + ' ' + getOutputFrom('Second')");
        var id = (await harness.Runtime.StartAsync(new StartRequest("main"), Token))!;
        return (id, await harness.WaitForAsync(id, InstanceStatus.Finished, Token));
    }

    private Task PublishAsync(string line) => harness.PublishAsync(
        """
        {"definitionId":"main","name":"Main","root":{"id":"all","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"write1","name":"First","type":"Test.WriteToLedger","version":1,"value":{"expression":{"type":"Literal","value":"1"}}},
          {"id":"write2","name":"Second","type":"Test.WriteToLedger","version":1,"value":{"expression":{"type":"Literal","value":"2"}}},
          {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"LINE"}}}]}}
        """.Replace("LINE", line, StringComparison.Ordinal),
        Token);

    private async Task<WorkflowRun> RerunAsync(string id, int from, bool stubsWrites)
    {
        var repeated = (await harness.Runtime.RerunAsync(id, from, stubsWrites, null, Token))!;
        return await harness.WaitForAsync(repeated, InstanceStatus.Finished, Token);
    }
}
