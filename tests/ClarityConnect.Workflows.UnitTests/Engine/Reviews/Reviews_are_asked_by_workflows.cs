using System.Text.Json;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Testing.Cases;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Reviews;

public sealed class Reviews_are_asked_by_workflows
{
    private const string Customer = """{"name":"Ada","card":"4111111111111111","password":"hunter2","address":{"postcode":"N1 9GU"}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workflow_waits_and_goes_on_with_what_a_person_corrected()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition(), Token);
        var run = await harness.RunAsync("review", null, Token);
        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);
        var item = await OpenAsync(harness);
        item.Kind.ShouldBe("customer.duplicate");
        item.Reason.ShouldBe("Same phone 411111******1111.");
        item.Subject.ShouldBe("""{"name":"Ada","card":"411111******1111","password":"••••••","address":{"postcode":"N1 9GU"}}""");

        var corrected = JsonSerializer.SerializeToElement(new { name = "Ada Smith" });
        (await DecideAsync(harness, item, "accepted", corrected)).ShouldBe(ReviewOutcome.Taken);

        run = await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token);
        Detail(run, "outcomes")[0].GetString().ShouldBe("Accepted");
        Detail(run, "outputs").GetProperty("ReviewedData").GetProperty("name").GetString().ShouldBe("Ada Smith");
        var decision = Detail(run, "outputs").GetProperty("Decision");
        decision.GetProperty("by").GetString().ShouldBe("ada");
        decision.GetProperty("isCorrected").GetBoolean().ShouldBeTrue();
        (await DecideAsync(harness, item, "Rejected", null)).ShouldBe(ReviewOutcome.TooLate);
    }

    [Fact]
    public async Task Choices_are_outcomes_and_no_other_is_taken()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition("""[" Merge ","Keep both"]"""), Token);
        var run = await harness.RunAsync("review", null, Token);
        var item = await OpenAsync(harness);
        item.Choices.ShouldBe(["Merge", "Keep both"]);

        (await DecideAsync(harness, item, "Accepted", null)).ShouldBe(ReviewOutcome.UnknownChoice);
        (await DecideAsync(harness, item with { Id = "none" }, "Merge", null)).ShouldBe(ReviewOutcome.Missing);
        (await DecideAsync(harness, item, "keep BOTH", null)).ShouldBe(ReviewOutcome.Taken);

        run = await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token);
        Detail(run, "outcomes")[0].GetString().ShouldBe("Keep both");
        Detail(run, "outputs").GetProperty("ReviewedData").GetProperty("name").GetString().ShouldBe("Ada", "the data stay as they were");
    }

    [Fact]
    public async Task Two_runs_that_ask_the_same_wait_for_one_decision()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition(key: "customer:1"), Token);
        var first = await harness.RunAsync("review", null, Token);
        var second = await harness.RunAsync("review", null, Token);

        await DecideAsync(harness, await OpenAsync(harness), "Rejected", null);

        foreach (var run in new[] { first, second })
            Detail(await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token), "outcomes")[0].GetString().ShouldBe("Rejected");
    }

    [Fact]
    public async Task A_workflow_that_does_not_wait_goes_on_at_once()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition(wait: "false"), Token);

        var run = await harness.RunAsync("review", null, Token);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        Detail(run, "outcomes")[0].GetString().ShouldBe("Sent");
        (await OpenAsync(harness)).IsAwaited.ShouldBeFalse();
    }

    [Fact]
    public async Task Many_items_are_decided_at_once()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition(), Token);
        var runs = new List<WorkflowRun>();
        for (var i = 0; i < 3; i++)
            runs.Add(await harness.RunAsync("review", null, Token));
        var items = await harness.Services.GetRequiredService<IReviewStore>().ListAsync(new ReviewFilter(), Token);

        var decided = await harness.Services.GetRequiredService<ReviewDesk>().DecideManyAsync([.. items.Select(item => item.Id), "none"], "accepted", "ada", "4111111111111111", Token);

        decided.ShouldBe(items.Select(item => item.Id), ignoreOrder: true);
        foreach (var run in runs)
            await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token);
        (await harness.Services.GetRequiredService<IReviewStore>().FindAsync(items[0].Id, Token))!.Comment.ShouldBe("411111******1111");
    }

    [Fact]
    public async Task A_case_decides_and_says_what_is_in_the_queue()
    {
        var result = await CaseAsync("""
            { "name": "accepted", "now": "2026-01-31T09:00:00Z", "start": {},
              "steps": [ { "advance": "03:00:00", "review": { "kind": "customer.duplicate", "choice": "Accepted", "data": { "name": "Ada S" } } } ],
              "expect": { "reviews": [ { "kind": "customer.duplicate", "title": "Ada", "decision": "Accepted" } ] } }
            """);

        result.Problems.ShouldBeEmpty();
        Detail(result.Run!, "outputs").GetProperty("ReviewedData").GetProperty("name").GetString().ShouldBe("Ada S");
    }

    [Fact]
    public async Task A_decision_that_does_not_come_ends_the_wait()
    {
        var result = await CaseAsync("""
            { "name": "timed out", "now": "2026-01-31T09:00:00Z", "start": {},
              "steps": [ { "advance": "01:00:00" }, { "advance": "2.00:00:00" } ], "expect": { "reviews": [ { "decision": "TimedOut" } ] } }
            """);

        result.Problems.ShouldBeEmpty();
        Detail(result.Run!, "outcomes")[0].GetString().ShouldBe("Timed out");
    }

    [Fact]
    public async Task A_case_that_expects_other_items_fails_in_words()
    {
        var result = await CaseAsync("""
            { "name": "wrong", "now": "2026-01-31T09:00:00Z", "start": {}, "steps": [ { "review": { "choice": "Rejected" } } ], "expect": { "reviews": [ { "kind": "x", "decision": "Accepted" } ] } }
            """);

        result.Problems.ShouldBe(["Review item 1 is of the kind 'customer.duplicate', not 'x'.", "Review item 1 was decided 'Rejected', not 'Accepted'."]);
    }

    private static Task<CaseResult> CaseAsync(string json) => new CaseRunner([], []).RunAsync(
        Definition(deadline: "2.00:00:00"), new Dictionary<string, string>(), JsonSerializer.Deserialize<WorkflowCase>(json, CaseJson.Options)!, Token);

    private static async Task<ReviewItem> OpenAsync(WorkflowHarness harness)
    {
        var store = harness.Services.GetRequiredService<IReviewStore>();
        var open = await store.ListAsync(new ReviewFilter { State = ReviewState.Open }, Token);
        return (await store.FindAsync(open.ShouldHaveSingleItem().Id, Token))!;
    }

    private static Task<ReviewOutcome> DecideAsync(WorkflowHarness harness, ReviewItem item, string choice, JsonElement? data) =>
        harness.Services.GetRequiredService<ReviewDesk>().DecideAsync(item.Id, choice, "ada", null, data, Token);

    private static JsonElement Detail(WorkflowRun run, string part) => WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == "Ask"), part)!.Value;

    private static string Definition(string choices = "[]", string key = "", string wait = "true", string deadline = "") => $$"""
        {
          "definitionId": "review", "name": "Review",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Ask", "name": "Ask", "type": "ClarityConnect.SendToReview", "version": 1,
              "title": { "typeName": "String", "expression": { "type": "Literal", "value": "Is this Ada?" } },
              "kind": { "typeName": "String", "expression": { "type": "Literal", "value": "customer.duplicate" } },
              "reason": { "typeName": "String", "expression": { "type": "Literal", "value": "Same phone 4111111111111111." } },
              "data": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(Customer)}} } },
              "key": { "typeName": "String", "expression": { "type": "Literal", "value": "{{key}}" } },
              "choices": { "typeName": "String[]", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(choices)}} } },
              "waitForDecision": { "typeName": "Boolean", "expression": { "type": "Literal", "value": {{wait}} } },
              "deadline": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "{{deadline}}" } } } ] }
        }
        """;
}
