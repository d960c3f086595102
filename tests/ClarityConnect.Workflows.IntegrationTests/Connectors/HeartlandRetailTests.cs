using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class HeartlandRetailTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_tickets_of_a_day_come_to_what_the_tills_sold()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        var store = twins.Day.Stores[0];
        var tickets = await twins.Retail().ListTicketsAsync(
            new TicketSearch(Midnight, Midnight.AddDays(2)) { LocationId = $"{store.LocationId}" }, Token);

        var lines = tickets.SelectMany(ticket => ticket.Lines).ToList();
        var sold = lines.Where(line => line is { Kind: SaleLineKind.Item, Quantity: > 0 }).ToList();
        tickets.Count.ShouldBe(store.Tickets);
        tickets.ShouldAllBe(ticket => !ticket.IsVoided && ticket.LocationId == $"{store.LocationId}");
        sold.Sum(line => line.Amount + line.Discount).ShouldBe(store.GrossRevenue);
        (sold.Sum(line => line.Discount) + lines.Where(line => line.Kind == SaleLineKind.Discount).Sum(line => line.Discount)).ShouldBe(store.Discounts);
        lines.Where(line => line is { Kind: SaleLineKind.Item, Quantity: < 0 }).Sum(line => -line.Amount).ShouldBe(store.Refunds);
        lines.Where(line => line.Kind == SaleLineKind.Tax).Sum(line => line.Amount).ShouldBe(store.Tax);
        lines.Where(line => line.Kind == SaleLineKind.GiftCard).Sum(line => line.Amount).ShouldBe(store.GiftCardsSold);
        foreach (var ticket in tickets)
        {
            ticket.Lines.Sum(line => line.Amount).ShouldBe(ticket.Total);
            (ticket.Payments.Sum(payment => payment.Amount) - ticket.Change).ShouldBe(ticket.Total);
        }

        foreach (var (name, card) in new[] { ("VISA", "visa"), ("Mastercard", "mastercard"), ("Amex", "amex") })
            tickets.SelectMany(ticket => ticket.Payments).Where(payment => payment.CardType == card).Sum(payment => payment.Amount).ShouldBe(store.Tenders[name]);
    }

    [Fact]
    public async Task Many_tickets_come_in_pages_and_each_of_them_once()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 1150);
        var tickets = await twins.Retail().ListTicketsAsync(new TicketSearch(Midnight, Midnight.AddDays(2)) { IncludeVoided = true }, Token);
        tickets.Count.ShouldBe(1150);
        tickets.Select(ticket => ticket.SaleId).Distinct().Count().ShouldBe(1150);
        twins.Host.Ledger.Succeeded("retail", "GET sales/tickets").ShouldBe(3);
    }

    [Fact]
    public async Task The_stretch_of_time_begins_and_ends_to_the_second()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var client = twins.Retail();
        var all = await client.ListTicketsAsync(new TicketSearch(Midnight, Midnight.AddDays(2)), Token);
        var (from, to) = (all[10].CompletedAt!.Value, all[20].CompletedAt!.Value);
        var part = await client.ListTicketsAsync(new TicketSearch(from, to), Token);
        part.Select(ticket => ticket.SaleId).ShouldBe(all.Where(ticket => ticket.CompletedAt >= from && ticket.CompletedAt < to).Select(ticket => ticket.SaleId));
        part.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Tickets_of_one_till_only_are_given()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 300);
        var till = "100101";
        var tickets = await twins.Retail().ListTicketsAsync(new TicketSearch(Midnight, Midnight.AddDays(2)) { StationIds = [till] }, Token);
        tickets.ShouldNotBeEmpty();
        tickets.ShouldAllBe(ticket => ticket.StationId == till);
    }

    [Fact]
    public async Task One_ticket_is_read_with_lines_and_payments()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 20);
        var client = twins.Retail();
        var listed = await client.ListTicketsAsync(new TicketSearch(Midnight, Midnight.AddDays(2)), Token);
        var ticket = await client.GetTicketAsync(listed[3].SaleId, Token);
        ticket.Total.ShouldBe(listed[3].Total);
        ticket.Lines.Count.ShouldBe(listed[3].Lines.Count);
        ticket.LocalCompletedAt!.Value.Offset.ShouldBe(TimeSpan.FromHours(-5));
        var missing = await Should.ThrowAsync<ActivityException>(() => client.GetTicketAsync("999", Token));
        missing.Kind.ShouldBe(FailureKind.Rejected);
    }

    [Fact]
    public async Task Shops_tills_and_ways_to_pay_are_listed()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 2);
        var client = twins.Retail();
        var locations = await client.ListLocationsAsync(Token);
        locations.Select(location => location.Number).ShouldBe(["100", "200"]);
        (await client.GetLocationAsync(locations[0].LocationId, Token)).TimeZone.ShouldBe("America/New_York");
        (await client.ListStationsAsync(locations[0].LocationId, Token)).ShouldHaveSingleItem().LocationId.ShouldBe(locations[0].LocationId);
        (await client.ListPaymentTypesAsync(Token)).Select(type => (type.Method, type.CardType)).ShouldBe(
            [("cash", null), ("card", "visa"), ("card", "mastercard"), ("card", "amex"), ("giftcard", "giftcard")]);
    }

    [Theory]
    [InlineData(FaultKind.RateLimited, 500, FailureKind.RateLimited)]
    [InlineData(FaultKind.ServerError, 500, FailureKind.Transient)]
    [InlineData(FaultKind.ServerError, 503, FailureKind.Transient)]
    [InlineData(FaultKind.ServerError, 403, FailureKind.Unauthorized)]
    [InlineData(FaultKind.ServerError, 422, FailureKind.Rejected)]
    [InlineData(FaultKind.Drop, 500, FailureKind.Transient)]
    [InlineData(FaultKind.Truncated, 500, FailureKind.Transient)]
    [InlineData(FaultKind.HtmlPage, 500, FailureKind.Transient)]
    [InlineData(FaultKind.AuthenticationFailure, 500, FailureKind.Unauthorized)]
    public async Task What_goes_wrong_is_told_by_its_kind(FaultKind fault, int status, FailureKind kind)
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 12);
        twins.Host.Faults.Set(new Fault(fault) { System = "retail", Times = 1, Status = status, RetryAfter = TimeSpan.FromSeconds(7) });
        var client = twins.Retail();
        var failure = await Should.ThrowAsync<ActivityException>(() => client.ListLocationsAsync(Token));
        failure.Kind.ShouldBe(kind);
        if (fault == FaultKind.RateLimited)
            failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        (await client.ListLocationsAsync(Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_connection_test_names_the_user_or_says_what_is_wrong()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 12);
        (await twins.RetailConnection().TestAsync(twins.Retail(), Token)).ShouldSatisfyAllConditions(
            test => test.Succeeded.ShouldBeTrue(), test => test.Message.ShouldContain("sandbox"));
        (await Should.ThrowAsync<ActivityException>(() => twins.RetailConnection().TestAsync(twins.Retail("wrong"), Token))).Message.ShouldContain("new token");
    }
}
