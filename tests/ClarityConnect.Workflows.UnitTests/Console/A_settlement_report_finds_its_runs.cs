using System.Text.Json;
using ClarityConnect.Workflows.Console.Reports;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Stores;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class A_settlement_report_finds_its_runs
{
    private readonly InMemoryStores stores = new(TimeProvider.System);

    [Fact]
    public async Task Only_batches_of_the_business_date_are_in_it()
    {
        await FinishAsync("a", "2026-01-06T04:10:00Z", SettlementRuns.With("batchId", "a"));
        await FinishAsync("b", "2026-01-07T04:10:00Z", SettlementRuns.With("businessDate", "2026-01-06"));
        // Found by the poll only days later, and still of its own day.
        await FinishAsync("c", "2026-01-08T09:00:00Z", SettlementRuns.With("batchId", "c"));
        var report = await new SettlementReports(stores.Instances).ReadAsync(new DateOnly(2026, 1, 5), TestContext.Current.CancellationToken);
        report.Rows.Select(row => row.BatchId).ShouldBe(["a", "c"]);
        report.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task The_newest_report_is_the_newest_business_date_not_the_newest_run()
    {
        await FinishAsync("a", "2026-01-07T04:10:00Z", SettlementRuns.With("businessDate", "2026-01-06"));
        await FinishAsync("b", "2026-01-08T04:10:00Z", SettlementRuns.With("businessDate", "2026-01-04"));
        var report = await new SettlementReports(stores.Instances).ReadNewestAsync(TestContext.Current.CancellationToken);
        report!.Date.ShouldBe(new DateOnly(2026, 1, 6));
    }

    [Fact]
    public async Task There_is_none_before_the_first_run() =>
        (await new SettlementReports(stores.Instances).ReadNewestAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

    [Fact]
    public async Task A_run_whose_output_is_no_row_is_named_beside_its_day()
    {
        await FinishAsync("odd", "2026-01-06T04:10:00Z", "[]");
        var reports = new SettlementReports(stores.Instances);
        (await reports.ReadAsync(new DateOnly(2026, 1, 5), TestContext.Current.CancellationToken)).Unreadable.ShouldHaveSingleItem().InstanceId.ShouldBe("odd");
        (await reports.ReadAsync(new DateOnly(2026, 1, 2), TestContext.Current.CancellationToken)).Unreadable.ShouldBeEmpty();
    }

    private async Task FinishAsync(string id, string at, string report)
    {
        var run = SettlementRuns.Run(id, at);
        var token = TestContext.Current.CancellationToken;
        var message = new InboxMessage { Id = id, Source = "test", EventId = id, Name = "start", Key = "", Payload = JsonSerializer.SerializeToUtf8Bytes(new { }), ReceivedAt = run.CreatedAt, ExpiresAt = run.CreatedAt };
        var instance = new NewInstance { Id = id, DefinitionId = run.DefinitionId, DefinitionVersionId = "v1", Version = 1, WorkItemId = id, LeaseOwner = "node" };
        await stores.Execution.IngestAsync([new Ingestion(message, [instance], IsSettled: true)], token);
        var commit = new BurstCommit { Instance = run, Fence = 1, BurstNumber = 1, Checkpoint = SettlementRuns.Checkpoint($$"""{"value":{{report}}}"""), ReleasesLease = true };
        (await stores.Execution.CommitAsync([commit], token)).ShouldBe([CommitOutcome.Written]);
    }
}
