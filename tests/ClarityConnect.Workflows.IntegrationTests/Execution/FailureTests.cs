using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Failures, further attempts, dead letters and what a person does with them.</summary>
public sealed class FailureTests : IAsyncLifetime
{
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

    [Theory]
    [InlineData(FailureKind.Transient)]
    [InlineData(FailureKind.RateLimited)]
    [InlineData(FailureKind.OutcomeUnknown)]
    public async Task A_failure_that_may_pass_is_tried_again_with_the_same_key_and_takes_effect_once(FailureKind kind)
    {
        ledger.FailWith(kind);

        var run = await FinishAsync(await StartAsync(Linear("\"1\"")));

        run.Lines.ShouldBe(["before", "after"]);
        ledger.Keys.Distinct().Count().ShouldBe(1);
        ledger.Effects.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_outcome_is_looked_up_before_anything_is_repeated()
    {
        ledger.FailWith(FailureKind.OutcomeUnknown);

        var run = await FinishAsync(await StartAsync(Linear("\"1\"")));

        ledger.Calls.ShouldBe(1);
        var step = run.Executions.Single(execution => execution.ActivityType == "Test.WriteToLedger");
        WorkflowRun.Detail(step, "outputs")!.Value.GetProperty("Result").GetString().ShouldBe("found");
    }

    [Fact]
    public async Task An_unknown_outcome_that_nobody_can_look_up_waits_for_a_person_and_is_never_repeated()
    {
        ledger.FailWith(FailureKind.OutcomeUnknown);

        var id = await StartAsync(Linear("\"1\"", "Unrepeatable"));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        ledger.Calls.ShouldBe(1);
        (await DeadLetterAsync(id)).Kind.ShouldBe(FailureKind.OutcomeUnknown);
    }

    [Fact]
    public async Task A_look_up_that_fails_says_nothing_of_the_effect_that_it_was_to_look_for()
    {
        ledger.FailWith(FailureKind.OutcomeUnknown);
        ledger.LookUpsThatFail = 1;

        await FinishAsync(await StartAsync(Linear("\"1\"")));

        ledger.Calls.ShouldBe(1);
        ledger.Effects.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_given_up_keeps_every_attempt_and_the_vendors_words()
    {
        ledger.FailWith(FailureKind.Transient, FailureKind.Transient, FailureKind.Transient);

        var id = await StartAsync(Linear("\"1\""));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        var deadLetter = await DeadLetterAsync(id);
        deadLetter.ActivityId.ShouldBe("write");
        var attempts = JsonSerializer.Deserialize<List<FailureDetails>>(deadLetter.Attempts.Span, Sdk.Values.WorkflowJson.Options)!;
        attempts.Select(attempt => attempt.Attempt).ShouldBe([1, 2, 3]);
        attempts[^1].VendorMessage.ShouldBe("No.");
        attempts[^1].Where.ShouldContain("'Failing', activity 'Write it' (write)");
    }

    [Fact]
    public async Task A_refusal_is_not_tried_again_and_a_person_retries_the_step()
    {
        ledger.FailWith(FailureKind.Rejected);
        var id = await StartAsync(Linear("\"1\""));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        ledger.Calls.ShouldBe(1);

        var deadLetter = await DeadLetterAsync(id);
        await harness.Runtime.RedriveAsync(new RedriveDecision(deadLetter.Id, RedriveVerb.RetryThis, "Ada"), Token);

        (await FinishAsync(id)).Lines.ShouldBe(["before", "after"]);
        (await harness.Instances.FindDeadLetterAsync(deadLetter.Id, Token))!.Resolution.ShouldBe("Retried");
        ledger.Keys.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_person_goes_back_to_an_earlier_step_and_an_applied_effect_keeps_its_key()
    {
        var definition = Definition(
            "[" + Write("first", "\"1\"") + "," + Line("between") + "," + Write("second", "\"2\"") + "," + Line("after") + "]",
            """[{"source":{"activity":"first"},"target":{"activity":"between"}},{"source":{"activity":"between"},"target":{"activity":"second"}},{"source":{"activity":"second"},"target":{"activity":"after"}}]""");
        ledger.OnlyValue = "2";
        ledger.FailWith(FailureKind.Rejected);
        var again = await StartAsync(definition);
        await harness.WaitForAsync(again, InstanceStatus.Faulted, Token);
        var deadLetter = await DeadLetterAsync(again);
        await harness.Runtime.RedriveAsync(new RedriveDecision(deadLetter.Id, RedriveVerb.RetryFrom, "Ada", "first"), Token);

        var run = await FinishAsync(again);
        run.Lines.ShouldBe(["between", "between", "after"]);
        ledger.Keys.Count.ShouldBe(4);
        ledger.Effects.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_person_skips_a_step_with_a_value()
    {
        ledger.FailWith(FailureKind.Rejected);
        var id = await StartAsync(Linear("\"1\""));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        var deadLetter = await DeadLetterAsync(id);
        await harness.Runtime.RedriveAsync(
            new RedriveDecision(deadLetter.Id, RedriveVerb.Skip, "Ada", Outputs: new() { ["Result"] = JsonElement.Parse("\"by hand\"") }), Token);

        (await FinishAsync(id)).Lines.ShouldBe(["before", "after"]);
        ledger.Effects.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_script_error_names_workflow_activity_input_line_and_column()
    {
        var id = await StartAsync(Linear("""{"type":"JavaScript","value":"const a = 1;\nmissing.b"}""", raw: true));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        var deadLetter = await DeadLetterAsync(id);
        deadLetter.Message.ShouldContain("Failed to evaluate activity input 'Value'");
        deadLetter.Message.ShouldContain("missing");
        deadLetter.Message.ShouldContain("line 2");
    }

    [Fact]
    public async Task A_call_into_the_own_network_is_refused_once_and_said_to_be_a_setting()
    {
        var call = """{"id":"call","type":"Elsa.SendHttpRequest","version":1,"url":{"expression":{"type":"Literal","value":"http://127.0.0.1:9/"}}}""";
        var id = await StartAsync(Definition($"[{call}]", "[]"));
        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        var deadLetter = await DeadLetterAsync(id);
        deadLetter.Kind.ShouldBe(FailureKind.Misconfigured);
        deadLetter.Message.ShouldContain("own network");
    }

    [Fact]
    public async Task An_unknown_activity_type_is_kept_and_fails_only_where_it_runs()
    {
        var definition = Definition(
            "[" + Line("before") + """,{"id":"x","type":"Acme.DoesNotExist","version":3,"secretSauce":{"a":[1.10]}}]""",
            """[{"source":{"activity":"before"},"target":{"activity":"x"}}]""");
        var version = await harness.PublishAsync(definition, Token);
        version.Document!.ShouldContain("\"secretSauce\":{\"a\":[1.10]}");

        var id = (await harness.Runtime.StartAsync(new Engine.Execution.StartRequest("failing"), Token))!;
        var run = await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);

        run.Lines.ShouldBe(["before"]);
        (await DeadLetterAsync(id)).Message.ShouldContain("'Acme.DoesNotExist' version '3' could not be found");
    }

    private static string Linear(string value, string effect = "Reconcilable", bool raw = false) => Definition(
        "[" + Line("before") + "," + Write("write", value, effect, raw) + "," + Line("after") + "]",
        """[{"source":{"activity":"before","port":"Done"},"target":{"activity":"write"}},{"source":"write","target":"after","sourcePort":"Done"}]""");

    private static string Definition(string activities, string connections) =>
        """{"definitionId":"failing","name":"Failing","root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":ACTIVITIES,"connections":CONNECTIONS}}"""
            .Replace("ACTIVITIES", activities, StringComparison.Ordinal).Replace("CONNECTIONS", connections, StringComparison.Ordinal);

    private static string Line(string text) =>
        """{"id":"TEXT","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"TEXT"}}}"""
            .Replace("TEXT", text, StringComparison.Ordinal);

    private static string Write(string id, string value, string effect = "Reconcilable", bool raw = false) =>
        """{"id":"ID","name":"Write it","type":"Test.WriteToLedger","version":1,"effect":"EFFECT","value":{"typeName":"String","expression":EXPRESSION}}"""
            .Replace("ID", id, StringComparison.Ordinal)
            .Replace("EFFECT", effect, StringComparison.Ordinal)
            .Replace("EXPRESSION", raw ? value : """{"type":"Literal","value":VALUE}""".Replace("VALUE", value, StringComparison.Ordinal), StringComparison.Ordinal);

    private async Task<string> StartAsync(string definition)
    {
        await harness.PublishAsync(definition, Token);
        return (await harness.Runtime.StartAsync(new Engine.Execution.StartRequest("failing"), Token))!;
    }

    private Task<WorkflowRun> FinishAsync(string id) => harness.WaitForAsync(id, InstanceStatus.Finished, Token);

    private async Task<DeadLetter> DeadLetterAsync(string instanceId) =>
        (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = instanceId }, Token)).ShouldHaveSingleItem();
}
