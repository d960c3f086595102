using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Reconciliations;

public sealed class Days_are_reconciled_by_workflows
{
    private const string Pair = "Opayo and Heartland";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_compared_kept_and_its_mismatches_are_sent_to_review_once()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        const string left = """[{"id":"T1","amount":10,"date":"2026-01-31"},{"id":"T2","amount":"20.50","date":"2026-01-31T12:00:00Z","reference":"1002"},{"id":"4111111111111111","amount":3}]""";
        const string right = """[{"id":"T1","amount":11,"currency":"GBP"},{"id":"P2","reference":"1002","amount":20.5}]""";

        (await RunAsync(harness, "2026-01-31", left, right)).ShouldBe("Mismatches");
        (await RunAsync(harness, "2026-01-31", left, right)).ShouldBe("Mismatches");

        var report = (await harness.Services.GetRequiredService<IReconciliationStore>().FindAsync(Pair, new DateOnly(2026, 1, 31), Token))!;
        (report.Summary.Matched, report.Summary.AmountDiffers, report.Summary.MissingOnRight, report.Summary.Mismatches).ShouldBe((1, 1, 1, 2));
        report.Totals().ShouldBe([new ReconciliationTotal("GBP", 3, 33.50m, 2, 31.50m)]);
        var reviews = harness.Services.GetRequiredService<IReviewStore>();
        var items = await reviews.ListAsync(new ReviewFilter(), Token);
        items.Select(item => item.Kind).ShouldBe(["reconciliation.missingOnRight", "reconciliation.amountDiffers"]);
        items.ShouldAllBe(item => !item.Title.Contains("4111111111111111"));
        items[1].Title.ShouldBe("Amount differs: T1, −1.00 GBP (Opayo and Heartland, 31 Jan 2026)");
        items[1].Reason!.ShouldBe("Opayo has 10.00 GBP and Heartland has 11.00 GBP: 1.00 GBP less in Opayo. They are the same by their id.");
        (await reviews.FindAsync(items[1].Id, Token))!.Subject.ShouldBe(
            """{"pair":"Opayo and Heartland","day":"2026-01-31","difference":"−1.00 GBP","Opayo":{"id":"T1","amount":"10.00 GBP","date":"2026-01-31"},"Heartland":{"id":"T1","amount":"11.00 GBP","date":"2026-01-31"}}""");
    }

    [Fact]
    public async Task A_later_run_takes_back_what_it_finds_right_and_does_not_ask_again_what_was_decided()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        var reviews = harness.Services.GetRequiredService<IReviewStore>();
        const string left = """[{"id":"T1","amount":1},{"id":"T2","amount":2}]""";
        await RunAsync(harness, "2026-01-31", left, "[]");
        var items = await reviews.ListAsync(new ReviewFilter(), Token);
        (await harness.Services.GetRequiredService<ReviewDesk>().DecideAsync(items[0].Id, "accepted", "ada", null, null, Token)).ShouldBe(ReviewOutcome.Taken);

        await RunAsync(harness, "2026-01-31", left, """[{"id":"T1","amount":1}]""");

        (await reviews.ListAsync(new ReviewFilter(), Token)).Select(item => (item.Id, item.State)).ShouldBe([(items[0].Id, ReviewState.Decided), (items[1].Id, ReviewState.Withdrawn)]);
    }

    [Fact]
    public async Task A_late_entry_clears_the_next_day_or_is_missing_then()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        const string late = """[{"id":"T1","amount":10,"date":"2026-01-30T22:00:00Z"},{"id":"T2","amount":5,"date":"2026-01-30T23:00:00Z"}]""";
        (await RunAsync(harness, "2026-01-30", late, "[]")).ShouldBe("Balanced");

        (await RunAsync(harness, "2026-02-02", "[]", """[{"id":"T1","amount":10,"date":"2026-02-02"}]""")).ShouldBe("Mismatches");

        var report = (await harness.Services.GetRequiredService<IReconciliationStore>().FindAsync(Pair, new DateOnly(2026, 2, 2), Token))!;
        report.Lines.Select(line => (line.Kind, line.Entry.Id, line.CarriedFrom)).ShouldBe(
            [(ReconciliationKind.MissingOnRight, "T2", new DateOnly(2026, 1, 30)), (ReconciliationKind.Matched, "T1", new DateOnly(2026, 1, 30))]);
        report.Summary.Cleared.ShouldBe(1);
    }

    [Fact]
    public async Task Entries_are_matched_by_their_cross_references()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.Services.GetRequiredService<ReferenceDirectory>().LinkAsync(
            [new RecordLink([new("opayo", "transaction", "T1"), new("heartland", "payment", "P1")], "g1", DateTimeOffset.UnixEpoch)]);

        (await RunAsync(harness, "2026-01-31", """[{"id":"T1","amount":1,"reference":"a"}]""", """[{"id":"P1","amount":1,"reference":"b"}]""")).ShouldBe("Balanced");
    }

    [Theory]
    [InlineData("""[{"amount":1}]""", "Opayo, entry 1: it has no id.")]
    [InlineData("""[{"id":"a","amount":1},{"id":"b","amount":"x"}]""", "Opayo, entry 2: its amount 'x' is no number.")]
    [InlineData("""[{"id":"a","amount":1,"date":"31/31/2026"}]""", "Opayo, entry 1: its date '31/31/2026' is none such as 2026-01-31")]
    [InlineData("""{"id":"a"}""", "Opayo: it is no list.")]
    public async Task An_entry_that_cannot_be_read_is_named(string left, string message)
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        await harness.PublishAsync(Definition("2026-01-31", left, "[]"), Token);

        var run = await harness.RunAsync("reconcile", null, Token);

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        (await harness.Instances.ListDeadLettersAsync(new() { InstanceId = run.Instance.Id }, Token)).Single().Message.ShouldContain(message);
    }

    [Fact]
    public async Task A_day_without_a_list_shares_one_item_for_what_is_too_much()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        var left = JsonSerializer.Serialize(Enumerable.Range(1, 503).Select(n => new { id = $"T{n}", amount = n }));

        await RunAsync(harness, "2026-01-31", left, "[]");

        var counts = await harness.Services.GetRequiredService<IReviewStore>().CountOpenAsync(Token);
        counts.ShouldBe(new Dictionary<string, int> { ["reconciliation.missingOnRight"] = 500, ["reconciliation.manyMismatches"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void A_report_is_written_for_spreadsheets_and_browsers_without_running_anything()
    {
        var entry = new ReconciliationEntry { Id = "=1+1", Reference = "a,b", Description = "<script>x</script>", Amount = 12.5m, Currency = "GBP", Date = new DateOnly(2026, 1, 31) };
        var report = ReconciliationReport.Of("A & B", new DateOnly(2026, 1, 31), "A", "B", [new(ReconciliationKind.MissingOnRight, entry, null), new(ReconciliationKind.Matched, entry with { Id = "T2" }, entry with { Id = "T2" }, MatchedBy.Id)], DateTimeOffset.UnixEpoch);

        var csv = Encoding.UTF8.GetString(ReconciliationCsv.Write(report)).Split("\r\n");
        csv[1].ShouldStartWith("A & B,2026-01-31,Missing in B,,A,'=1+1,\"a,b\",2026-01-31,12.50,GBP,<script>x</script>,,B,,,,,,,,,,");
        csv[2].ShouldBe("A & B,2026-01-31,Matched,id,A,T2,\"a,b\",2026-01-31,12.50,GBP,<script>x</script>,,B,T2,\"a,b\",2026-01-31,12.50,GBP,<script>x</script>,,0.00,,");
        var html = Encoding.UTF8.GetString(ReconciliationHtml.Write(report));
        html.ShouldContain("<title>A &amp; B, 31 Jan 2026</title>");
        html.ShouldContain("&lt;script&gt;");
        html.ShouldNotContain("<script>");
        html.ShouldContain("1 mismatches");
    }

    private static async Task<string> RunAsync(WorkflowHarness harness, string day, string left, string right)
    {
        await harness.PublishAsync(Definition(day, left, right), Token);
        var run = await harness.RunAsync("reconcile", null, Token);
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        return WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == "Compare"), "outcomes")!.Value[0].GetString()!;
    }

    private static string Definition(string day, string left, string right) => $$"""
        {
          "definitionId": "reconcile", "name": "Reconcile",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Compare", "name": "Compare", "type": "ClarityConnect.Reconcile", "version": 1,
              "pair": { "typeName": "String", "expression": { "type": "Literal", "value": "{{Pair}}" } },
              "day": { "typeName": "String", "expression": { "type": "Literal", "value": "{{day}}" } },
              "leftName": { "typeName": "String", "expression": { "type": "Literal", "value": "Opayo" } },
              "left": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(left)}} } },
              "rightName": { "typeName": "String", "expression": { "type": "Literal", "value": "Heartland" } },
              "right": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(right)}} } },
              "currency": { "typeName": "String", "expression": { "type": "Literal", "value": "gbp" } },
              "cutOff": { "typeName": "String", "expression": { "type": "Literal", "value": "18:00" } },
              "leftRecords": { "typeName": "String", "expression": { "type": "Literal", "value": "Opayo transaction" } },
              "rightRecords": { "typeName": "String", "expression": { "type": "Literal", "value": "heartland payment" } } } ] }
        }
        """;
}
