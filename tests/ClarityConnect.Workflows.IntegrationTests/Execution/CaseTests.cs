using System.Text.Json;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Cases;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Test cases of workflows: how they run, what they report, and how a run becomes one.</summary>
public sealed class CaseTests
{
    private const string Definition =
        """
        {"definitionId":"pay","name":"Pay","outputs":[{"name":"Receipt","type":"Object"}],"root":{"id":"all","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"expression":{"type":"Literal","value":"02:00:00"}}},
          {"id":"ok","name":"Ok","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"approved"}}},
          {"id":"write","name":"Write","type":"Test.WriteToLedger","version":1,"value":{"expression":{"type":"JavaScript","value":"getInput('Order').email"}}},
          {"id":"out","type":"Elsa.SetOutput","version":1,"outputName":{"expression":{"type":"Literal","value":"Receipt"}},
           "outputValue":{"expression":{"type":"JavaScript","value":"({ to: getInput('Order').email, number: getOutputFrom('Write'), by: getOutputFrom('Ok').by })"}}}]}}
        """;

    private static readonly WorkflowCase Case = new()
    {
        Name = "An approved order is written",
        Start = new CaseStart { Input = Members("""{"Order":{"email":"ada@example.org"}}""") },
        Answers = [new CaseAnswer { Activity = "write", Outputs = Members("""{"Result":"R-7"}""") }],
        Steps = [new CaseStep { Advance = TimeSpan.FromHours(2) }, new CaseStep { Publish = "approved", Payload = JsonElement.Parse("""{"by":"Ada"}""") }],
        Expect = new CaseExpectation
        {
            Outputs = Members("""{"Receipt":{"to":"ada@example.org","number":"R-7","by":"Ada"}}"""),
            Journal = [new CaseJournalEntry("wait"), new CaseJournalEntry("ok"), new CaseJournalEntry("write"), new CaseJournalEntry("out")],
        },
    };

    private static readonly CaseRunner Runner = new([typeof(WriteToLedger)], []);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_case_runs_by_its_own_clock_events_and_answers() =>
        (await RunAsync(Case)).ShouldBeEmpty();

    [Fact]
    public async Task What_is_not_as_expected_is_said_in_words()
    {
        var problems = await RunAsync(Case with
        {
            Expect = new CaseExpectation { Outputs = Members("""{"Receipt":1,"Other":2}"""), Journal = [new CaseJournalEntry("ok")], Lines = ["x"] },
        });

        problems.Count.ShouldBe(4);
        problems.ShouldContain(problem => problem.StartsWith("The output 'Receipt' is {"));
        problems.ShouldContain("The output 'Other' was not set.");
        problems.ShouldContain("Step 1 of the journal is 'wait' Completed, not 'ok' Completed.");
    }

    [Fact]
    public async Task A_missing_answer_fails_and_nothing_outside_is_touched()
    {
        var problems = await RunAsync(Case with { Answers = [] });

        problems[0].ShouldContain("Faulted");
        problems[0].ShouldContain("The case has no answer number 1 for 'Write'");
    }

    [Fact]
    public async Task An_answer_may_be_a_failure()
    {
        var problems = await RunAsync(Case with
        {
            Answers = [new CaseAnswer { Activity = "write", Failure = new CaseFailure(Sdk.Failures.FailureKind.Rejected, "The account is closed.") }],
            Expect = new CaseExpectation { Status = InstanceStatus.Faulted, Failure = "account is closed" },
        });

        problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_is_saved_as_a_case_without_personal_data_and_the_case_passes()
    {
        await using var harness = await WorkflowHarness.StartAsync(
            [typeof(WriteToLedger)], configure: services => services.AddSingleton(new Ledger()), cancellationToken: Token);
        await harness.PublishAsync(Definition.Replace("02:00:00", "00:00:00.010", StringComparison.Ordinal), Token);
        var id = (await harness.Runtime.StartAsync(
            new StartRequest("pay") { Input = new Dictionary<string, JsonElement>(Members("""{"Order":{"email":"ada@example.org","card":"4111111111111111"}}""")) }, Token))!;
        await harness.Runtime.PublishAsync("Elsa.Event", "approved", "e", "test", JsonElement.Parse("""{"by":"Ada"}"""), instanceId: id);
        await harness.WaitForAsync(id, InstanceStatus.Finished, Token);

        var recorded = await harness.Services.GetRequiredService<CaseRecorder>().RecordAsync(id, "As it was", Token);

        var json = JsonSerializer.Serialize(recorded, CaseJson.Options);
        json.ShouldNotContain("ada@example.org");
        json.ShouldNotContain("4111111111111111");
        recorded.Answers.Select(answer => answer.Activity).ShouldBe(["wait", "ok", "write"]);
        (await RunAsync(JsonSerializer.Deserialize<WorkflowCase>(json, CaseJson.Options)!)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> RunAsync(WorkflowCase workflowCase) =>
        (await Runner.RunAsync(Definition, new Dictionary<string, string>(), workflowCase, Token)).Problems;

    private static Dictionary<string, JsonElement> Members(string json) =>
        JsonElement.Parse(json).EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
}
