using ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Simulators.Day;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class SettlementBatchClosedTests
{
    // Store 1 closes its batch at 23:30 in New York, which is 04:30 the next day in UTC.
    private static readonly DateTimeOffset NextMorning = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_closed_batch_is_one_event_with_an_id_that_stays_the_same()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        var first = await PollAsync(twins, NextMorning, null);
        first.Events.Count.ShouldBe(3);
        var batch = twins.Day.Batches[0];
        var sequence = ((GatewayBatch)first.Events[0].Payload!).SequenceNumber;
        first.Events[0].Id.ShouldBe($"{batch.DeviceId}:{batch.BatchId}:{sequence}");
        first.Events[0].CorrelationId.ShouldBe($"{batch.BatchId}");

        var second = await PollAsync(twins, NextMorning.AddMinutes(15), first.Cursor);
        second.Events.Select(found => found.Id).ShouldBe(first.Events.Select(found => found.Id));
        second.Cursor.ShouldBe(first.Cursor);
    }

    [Fact]
    public async Task An_open_batch_is_no_event_until_it_is_closed()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        await twins.Host.Heartland.AddDayAsync(new DayOptions { BusinessDay = VendorTwins.BusinessDay.AddDays(1), Stores = 1, CloseBatches = false });
        (await PollAsync(twins, NextMorning.AddDays(1), null)).Events.Count.ShouldBe(3);
    }

    [Fact]
    public async Task After_a_long_silence_the_polls_go_on_where_they_stopped()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var first = await PollAsync(twins, NextMorning, null);
        await twins.Host.Heartland.AddDayAsync(new DayOptions { BusinessDay = VendorTwins.BusinessDay.AddDays(1), Stores = 1 });
        var afterTwoWeeks = await PollAsync(twins, NextMorning.AddDays(14), first.Cursor);
        afterTwoWeeks.Events.Count.ShouldBe(2);
        (await PollAsync(twins, NextMorning.AddDays(14), null)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_instance_that_it_starts_gets_the_header_of_the_batch()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var found = (await PollAsync(twins, NextMorning, null)).Events.ShouldHaveSingleItem();
        var trigger = new SettlementBatchClosed();
        var run = await new ActivityRun(trigger, Token) { Payload = WorkflowJson.ToElement(found.Payload) }.RunAsync();
        run.Output(trigger.Result).ShouldBe(found.Payload);
        run.Outputs[trigger.Result].GetProperty("batchId").GetString().ShouldBe($"{twins.Day.Batches[0].BatchId}");
        run.Outcomes.ShouldNotBeNull();
    }

    [Fact]
    public async Task In_the_middle_of_a_workflow_it_says_where_it_belongs()
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => new ActivityRun(new SettlementBatchClosed(), Token).RunAsync());
        failure.Kind.ShouldBe(FailureKind.Misconfigured);
    }

    private static async Task<PollResult> PollAsync(VendorTwins twins, DateTimeOffset now, object? cursor) =>
        await new SettlementBatchClosed().PollAsync(new Poll(twins.Gateway(), cursor, new Clock(now)), Token);

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
