using System.Text.Json;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Testing.Cases;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Cases;

/// <summary>What a case may do with a run that was given up, and with an event that comes twice.</summary>
public sealed class Cases_retry_and_repeat
{
    private const string Definition =
        """
        {"definitionId":"send","name":"Send","outputs":[{"name":"Sent","type":"Boolean"}],"root":{"id":"all","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"note","type":"ClarityConnect.SendToReview","version":1,"title":{"expression":{"type":"Literal","value":"Look at it"}},"kind":{"expression":{"type":"Literal","value":"note"}},
           "waitForDecision":{"expression":{"type":"Literal","value":false}}},
          {"id":"send","type":"Elsa.SendHttpRequest","version":1,"url":{"expression":{"type":"Literal","value":"https://ledger.example/"}}},
          {"id":"out","type":"Elsa.SetOutput","version":1,"outputName":{"expression":{"type":"Literal","value":"Sent"}},"outputValue":{"expression":{"type":"Literal","value":true}}}]}}
        """;

    private const string Refused = """{"activity":"send","failure":{"kind":"Rejected","message":"The period is closed."}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_that_was_given_up_is_retried_from_a_step() =>
        (await ProblemsAsync("""
            {"name":"Retried","answers":[REFUSED,{"activity":"send","outputs":{}}],"steps":[{"advance":"01:00:00","retry":{"from":"send"}}],
             "expect":{"status":"Finished","outputs":{"Sent":true},"reviews":[{"kind":"note"}]}}
            """)).ShouldBeEmpty();

    [Fact]
    public async Task A_retry_that_fails_again_is_given_up_again() =>
        (await ProblemsAsync("""
            {"name":"Refused twice","answers":[REFUSED,REFUSED],"steps":[{"retry":{"from":"send"}}],"expect":{"status":"Faulted","failure":"The period is closed."}}
            """)).ShouldBeEmpty();

    [Fact]
    public async Task A_run_that_was_not_given_up_cannot_be_retried() =>
        (await ProblemsAsync("""{"name":"Not given up","answers":[{"activity":"send","outputs":{}}],"steps":[{"retry":{"from":"send"}}]}"""))
            .ShouldBe(["A step of the case tries again what failed, and nothing has."]);

    [Fact]
    public async Task An_event_that_comes_twice_starts_another_run_which_is_looked_at() =>
        (await ProblemsAsync("""
            {"name":"Twice","answers":[{"activity":"send","outputs":{}}],"steps":[{"again":true}],
             "expect":{"status":"Finished","outputs":{"Sent":true},"reviews":[{"kind":"note"},{"kind":"note"}]}}
            """)).ShouldBeEmpty();

    [Fact]
    public async Task Another_event_starts_another_run_which_is_looked_at()
    {
        const string Greeting =
            """
            {"definitionId":"greet","name":"Greet","inputs":[{"name":"Name","type":"String"}],"outputs":[{"name":"Greeted","type":"String"}],
             "root":{"id":"out","type":"Elsa.SetOutput","version":1,"outputName":{"expression":{"type":"Literal","value":"Greeted"}},"outputValue":{"expression":{"type":"JavaScript","value":"getInput('Name')"}}}}
            """;

        (await ProblemsAsync("""{"name":"Two","start":{"input":{"Name":"Ada"}},"steps":[{"start":{"input":{"Name":"Grace"}}}],"expect":{"outputs":{"Greeted":"Grace"}}}""", Greeting)).ShouldBeEmpty();
        (await ProblemsAsync("""{"name":"One","start":{"input":{"Name":"Ada"}},"expect":{"outputs":{"Greeted":"Grace"}}}""", Greeting)).ShouldHaveSingleItem();
    }

    private static async Task<IReadOnlyList<string>> ProblemsAsync(string json, string definition = Definition) =>
        (await new CaseRunner([], []).RunAsync(definition, new Dictionary<string, string>(), JsonSerializer.Deserialize<WorkflowCase>(json.Replace("REFUSED", Refused, StringComparison.Ordinal), CaseJson.Options)!, Token)).Problems;
}
