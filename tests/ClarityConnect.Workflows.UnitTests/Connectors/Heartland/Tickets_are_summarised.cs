using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

public sealed class Tickets_are_summarised
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    // Pages of 500 tickets take their time on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    [Theory]
    [InlineData(12)]
    [InlineData(1100)]
    public async Task A_day_comes_to_what_the_tills_rang_up(int tickets)
    {
        await using var twin = await HeartlandTwin.StartAsync(tickets, timeOut: Patience);
        var activity = new SummariseTickets();
        var run = await Run(twin, activity, Midnight, Midnight.AddDays(2)).RunAsync();
        var (summary, expected) = (run.Output(activity.Result)!, twin.Host.Heartland.Expectations[0].Stores[0]);
        (summary.Tickets, summary.Gross, summary.Discounts, summary.Refunds).ShouldBe((expected.Tickets, expected.GrossRevenue, expected.Discounts, expected.Refunds));
        (summary.Tax, summary.GiftCardsSold, summary.Total).ShouldBe((expected.Tax, expected.GiftCardsSold, expected.Total));
        summary.Payments.Single(payment => payment.Method == "cash").Amount.ShouldBe(expected.Tenders["Cash"] + summary.Change);
        summary.Payments.Single(payment => payment.CardType == "visa").Amount.ShouldBe(expected.Tenders["VISA"]);
        summary.Problems.ShouldBeEmpty();
        twin.Host.Ledger.Succeeded("retail", "GET sales/tickets").ShouldBe((tickets / 500) + 1);
    }

    [Fact]
    public async Task One_till_of_two_is_summarised_by_itself()
    {
        await using var twin = await HeartlandTwin.StartAsync(300, timeOut: Patience);
        var station = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.Stores[0].Registers[1].StationId;
        var activity = new SummariseTickets();
        var run = await Run(twin, activity, Midnight, Midnight.AddDays(2)).With(activity.StationIds, new[] { $"{station}" }).RunAsync();
        var expected = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.Tickets.Count(ticket => !ticket.Voided && ticket.Register.StationId == station);
        run.Output(activity.Result)!.Tickets.ShouldBe(expected);
    }

    [Fact]
    public async Task A_stretch_that_ends_before_it_begins_is_refused()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var activity = new SummariseTickets();
        (await Should.ThrowAsync<ActivityException>(() => Run(twin, activity, Midnight, Midnight).RunAsync())).Kind.ShouldBe(FailureKind.InvalidData);
    }

    private static ActivityRun Run(HeartlandTwin twin, SummariseTickets activity, DateTimeOffset from, DateTimeOffset to) =>
        HeartlandTwin.Run(activity, twin.Retail()).With(activity.From, from).With(activity.To, to);
}
