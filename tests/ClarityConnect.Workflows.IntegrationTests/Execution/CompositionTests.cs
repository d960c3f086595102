using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Workflows in workflows, failures that are caught, steps that are undone, machines of states, and people who decide.</summary>
public sealed class CompositionTests : IAsyncLifetime
{
    private const string Named = "\"name\":\"Test\"";

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly Ledger ledger = new();
    private WorkflowHarness harness = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync(
            [typeof(WriteToLedger)],
            configure: services => services.AddSingleton(ledger).Configure<RetryOptions>(retry =>
            {
                retry.MaxAttempts = 3;
                retry.FirstDelay = TimeSpan.FromMilliseconds(5);
            }),
            cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task A_workflow_that_is_used_as_an_activity_has_inputs_outputs_variables_and_outcomes_of_its_own()
    {
        await PublishAsync(
            "adder",
            """
            {"id":"flow","type":"Elsa.Flowchart","version":1,
             "activities":[
               {"id":"a","type":"Elsa.SetOutput","version":1,"outputName":{"expression":{"type":"Literal","value":"Sum"}},"outputValue":{"expression":{"type":"JavaScript","value":"getInput('A') + getInput('B') + getStep()"}}},
               {"id":"b","type":"Elsa.Complete","version":1,"outcomes":{"expression":{"type":"Object","value":"[\"Small\"]"}}},
               {"id":"c","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"never"}}}],
             "connections":[{"source":{"activity":"a"},"target":{"activity":"b"}},{"source":{"activity":"b"},"target":{"activity":"c"}}]}
            """,
            """
            "name":"Add up_numbers","inputs":[{"type":"Int32","name":"A"},{"type":"Int32","name":"B","defaultValue":5}],"outputs":[{"type":"Int32","name":"Sum"}],"variables":[{"id":"v","name":"Step","typeName":"Int32","value":"100"}],"options":{"usableAsActivity":true}
            """);
        var id = await StartAsync(
            """
            {"id":"flow","type":"Elsa.Flowchart","version":1,
             "activities":[
               {"id":"a","name":"Adder","type":"AddUpNumbers","version":7,"a":{"typeName":"Int32","expression":{"type":"JavaScript","value":"1 + 1"}},"sum":{"typeName":"Int32","memoryReference":{"id":"total"}}},
               {"id":"b","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"`${getTotal()} ${getOutputFrom('Adder','Sum')} ${getStep()}`"}}}],
             "connections":[{"source":{"activity":"a","port":"Small"},"target":{"activity":"b"}}]}
            """,
            """
            "name":"Test","variables":[{"id":"total","name":"Total","typeName":"Int32"},{"id":"s","name":"Step","typeName":"Int32","value":"1"}]
            """);

        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);

        run.Lines.ShouldBe(["107 107 1"]);
        run.Executions.ShouldContain(execution => execution.ActivityType == "AddUpNumbers" && execution.Status == "Completed");
    }

    [Fact]
    public async Task A_workflow_that_uses_itself_is_refused()
    {
        await PublishAsync("loop", Line("x"), "\"name\":\"Loop\"");

        var exception = await Should.ThrowAsync<Engine.Definitions.DefinitionInvalidException>(
            PublishAsync("loop", """{"id":"a","type":"Loop","version":2}""", "\"name\":\"Loop\""));

        exception.Message.ShouldContain("uses itself");
    }

    [Fact]
    public async Task A_failure_that_is_given_up_is_caught_and_what_follows_runs()
    {
        ledger.FailWith(FailureKind.Rejected);

        var id = await StartAsync(Sequence(
            """{"id":"tc","type":"ClarityConnect.TryCatch","version":1,"try":""" + Sequence(Line("try"), Write("1"), Line("never"))
            + ""","catch":{"id":"k","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"`caught ${variables.Failure.kind} of ${variables.Failure.activityId}`"}}},"finally":"""
            + Line("finally") + "}",
            Line("after")));

        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
        run.Lines.ShouldBe(["try", "caught Rejected of write1", "finally", "after"]);
        run.Instance.IncidentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_failure_with_unknown_outcome_is_for_a_person_unless_it_is_asked_for()
    {
        ledger.FailWith(FailureKind.OutcomeUnknown);

        var id = await StartAsync(
            """{"id":"tc","type":"ClarityConnect.TryCatch","version":1,"try":""" + Write("1", "Unrepeatable") + ""","catch":""" + Line("caught") + "}");

        var run = await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        run.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Completed_steps_are_undone_in_reverse_order_and_each_once()
    {
        ledger.OnlyValue = "fails";
        ledger.FailWith(FailureKind.Rejected);

        var id = await StartAsync(
            """{"id":"tc","type":"ClarityConnect.TryCatch","version":1,"try":"""
            + Sequence(
                """{"id":"each","type":"Elsa.ForEach","version":1,"items":{"expression":{"type":"Object","value":"[1,2]"}},"body":"""
                + """{"id":"s","type":"ClarityConnect.CompensableStep","version":1,"body":""" + Line("do")
                + ""","compensation":{"id":"undo","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"'undo ' + getVariable('CurrentValue')"}}}}}""",
                Write("fails"))
            + ""","catch":""" + Sequence("""{"id":"comp","type":"ClarityConnect.Compensate","version":1}""", """{"id":"comp2","type":"ClarityConnect.Compensate","version":1}""") + "}");

        (await harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["do", "do", "undo 2", "undo 1"]);
    }

    [Fact]
    public async Task An_activity_has_a_retry_policy_of_its_own()
    {
        ledger.FailWith(Enumerable.Repeat(FailureKind.Transient, 5).ToArray());

        var id = await StartAsync(Write("1").Replace("""version":1,""", """version":1,"customProperties":{"retry":{"maxAttempts":6,"firstDelay":"00:00:00.001","jitter":0}},""", StringComparison.Ordinal));

        await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
        ledger.Calls.ShouldBe(6);
    }

    [Fact]
    public async Task A_state_machine_goes_where_its_triggers_lead_and_ends_where_none_leads_on()
    {
        var id = await StartAsync(
            """
            {"id":"m","type":"Elsa.StateMachine","version":1,"initialState":"Draft",
             "states":[{"name":"Draft","entry":LINE(enter draft),"exit":LINE(leave draft)},{"name":"Sent","entry":LINE(enter sent)},{"name":"Paid","entry":LINE(enter paid)}],
             "transitions":[
               {"name":"send","from":"Draft","to":"Sent","action":LINE(sending),"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"1 < 2"}}},
               {"name":"pay","from":"Sent","to":"Paid","trigger":{"id":"paid","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"paid"}}}}]}
            """.Replace("LINE(enter draft)", Line("enter draft")).Replace("LINE(leave draft)", Line("leave draft")).Replace("LINE(enter sent)", Line("enter sent"))
                .Replace("LINE(enter paid)", Line("enter paid")).Replace("LINE(sending)", Line("sending")));
        await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);
        await harness.Runtime.PublishAsync("Elsa.Event", "paid", "e1", "test", JsonElement.Parse("{}"));

        (await harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["enter draft", "leave draft", "sending", "enter sent", "enter paid"]);
    }

    [Fact]
    public async Task A_branch_that_waits_still_hears_its_event_after_another_branch_failed_and_was_retried()
    {
        ledger.FailWith(FailureKind.Rejected);
        var id = await StartAsync(
            """{"id":"p","type":"Elsa.Parallel","version":1,"activities":[{"id":"e","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"go"}}},""" + Write("1") + "]}");
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        var letter = (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldHaveSingleItem();
        await harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "Ada"), Token);
        await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);

        await harness.Runtime.PublishAsync("Elsa.Event", "go", "e1", "test", JsonElement.Parse("{}"));

        await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
    }

    [Fact]
    public async Task A_parent_waits_while_its_child_has_failed_and_goes_on_when_the_child_was_mended()
    {
        ledger.FailWith(FailureKind.Rejected);
        await PublishAsync("child", Sequence(Write("1"), """{"id":"o","type":"Elsa.SetOutput","version":1,"outputName":{"expression":{"type":"Literal","value":"X"}},"outputValue":{"expression":{"type":"Literal","value":7}}}"""));
        var id = await StartAsync(Sequence(
            """{"id":"d","name":"Child","type":"Elsa.DispatchWorkflow","version":1,"workflowDefinitionId":{"expression":{"type":"Literal","value":"child"}},"waitForCompletion":{"expression":{"type":"Literal","value":true}}}""",
            """{"id":"l","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"getOutputFrom('Child').X"}}}"""));
        var (children, _) = await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = ["child"] }, Token);
        while (children.Count == 0 || children[0].Status != InstanceStatus.Faulted)
        {
            await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);
            (children, _) = await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = ["child"] }, Token);
        }

        var letter = (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = children[0].Id }, Token)).ShouldHaveSingleItem();
        await harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "Ada"), Token);

        (await harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["7"]);
    }

    [Theory]
    [InlineData("{\"approved\":true,\"by\":\"Ada\"}", "Approved")]
    [InlineData("{\"approved\":false,\"by\":\"Ada\"}", "Rejected")]
    [InlineData(null, "Timed out")]
    public async Task An_approval_takes_the_way_that_a_person_or_the_deadline_decides(string? decision, string outcome)
    {
        var deadline = decision is null ? "00:00:00.010" : "1.00:00:00";
        var id = await StartAsync(
            """{"id":"a","type":"ClarityConnect.Approval","version":1,"subject":{"expression":{"type":"Literal","value":"Pay?"}},"deadline":{"expression":{"type":"Literal","value":"DEADLINE"}}}"""
                .Replace("DEADLINE", deadline, StringComparison.Ordinal));
        if (decision is not null)
        {
            await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);
            var bookmark = (await harness.Instances.ListBookmarksAsync(id, Token)).ShouldHaveSingleItem();
            await harness.Runtime.PublishAsync(bookmark.Name, bookmark.Key, "d", "test", JsonElement.Parse(decision), instanceId: id);
        }

        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
        WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == "a"), "outcomes")!.Value[0].GetString().ShouldBe(outcome);
    }

    private static string Sequence(params string[] activities) =>
        $$"""{"id":"seq{{Guid.NewGuid():N}}","type":"Elsa.Sequence","version":1,"activities":[{{string.Join(",", activities)}}]}""";

    private static string Line(string text) =>
        """{"id":"ID","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"TEXT"}}}"""
            .Replace("ID", text.Replace(' ', '-'), StringComparison.Ordinal).Replace("TEXT", text, StringComparison.Ordinal);

    private static string Write(string value, string effect = "Reconcilable") =>
        """{"id":"writeVALUE","type":"Test.WriteToLedger","version":1,"effect":{"expression":{"type":"Literal","value":"EFFECT"}},"value":{"expression":{"type":"Literal","value":"VALUE"}}}"""
            .Replace("VALUE", value, StringComparison.Ordinal).Replace("EFFECT", effect, StringComparison.Ordinal);

    private Task PublishAsync(string definitionId, string root, string members = Named) =>
        harness.PublishAsync($$"""{"definitionId":"{{definitionId}}",{{members}},"root":{{root}}}""", Token);

    private async Task<string> StartAsync(string root, string members = Named)
    {
        await PublishAsync("main", root, members);
        return (await harness.Runtime.StartAsync(new StartRequest("main"), Token))!;
    }
}
