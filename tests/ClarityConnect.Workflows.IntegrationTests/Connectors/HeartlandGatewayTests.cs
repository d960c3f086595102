using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class HeartlandGatewayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_closed_batches_of_a_day_are_listed_oldest_first()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        var batches = await twins.Gateway().ListBatchesAsync(Noon.AddDays(-1), Noon.AddDays(2), null, Token);
        batches.Select(batch => (batch.BatchId, batch.DeviceId, batch.Total)).ShouldBe(
            twins.Day.Batches.Select(batch => ($"{batch.BatchId}", $"{batch.DeviceId}", batch.Total)), ignoreOrder: true);
        batches.ShouldAllBe(batch => batch.IsClosed && batch.ClosedAt != null && batch.Currency == "USD");
        batches.ShouldBe(batches.OrderBy(batch => batch.ClosedAt));
    }

    [Fact]
    public async Task No_batches_is_an_empty_list_and_not_a_failure()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        (await twins.Gateway().ListBatchesAsync(Noon.AddDays(-20), Noon.AddDays(-19), null, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_has_its_totals_by_card_type_with_tips_inside()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        foreach (var expected in twins.Day.Batches)
        {
            var batch = await twins.Gateway().GetBatchAsync($"{expected.BatchId}", $"{expected.DeviceId}", Token);
            (batch.Total, batch.Tips).ShouldBe((expected.Total, expected.Tips));
            batch.CardTotals.Sum(card => card.Total).ShouldBe(expected.Total);
            batch.Transactions.Sum(transaction => transaction.Amount).ShouldBe(expected.Total);
            batch.Transactions.Sum(transaction => transaction.Tip).ShouldBe(expected.Tips);
            foreach (var card in expected.CardTypes)
            {
                var total = batch.CardTotals.Single(row => row.CardType == (card.CardType == "MC" ? "mastercard" : card.CardType.ToLowerInvariant()));
                (total.Sales, total.SaleCount, total.Returns, total.ReturnCount, total.Tips, total.Total)
                    .ShouldBe((card.Sales, card.SaleCount, card.Returns, card.ReturnCount, card.Tips, card.Total));
            }

            batch.IsClosed.ShouldBeTrue();
            batch.PreviousClosedAt.ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_batch_knows_when_the_one_before_it_was_closed()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var next = await twins.Host.Heartland.AddDayAsync(new DayOptions { BusinessDay = VendorTwins.BusinessDay.AddDays(3), Stores = 1 });
        var client = twins.Gateway();
        var first = await client.GetBatchAsync($"{twins.Day.Batches[0].BatchId}", $"{twins.Day.Batches[0].DeviceId}", Token);
        var second = await client.GetBatchAsync($"{next.Batches[0].BatchId}", $"{next.Batches[0].DeviceId}", Token);
        second.PreviousClosedAt.ShouldBe(first.ClosedAt);
    }

    [Fact]
    public async Task One_transaction_is_read_by_its_number()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var client = twins.Gateway();
        var batch = await client.GetBatchAsync($"{twins.Day.Batches[0].BatchId}", $"{twins.Day.Batches[0].DeviceId}", Token);
        var returned = batch.Transactions.First(transaction => transaction.IsReturn);
        returned.Amount.ShouldBeLessThan(0);
        (await client.GetTransactionAsync(returned.TransactionId, Token)).ShouldBe(returned);
        var missing = await Should.ThrowAsync<ActivityException>(() => client.GetTransactionAsync("1", Token));
        missing.Kind.ShouldBe(FailureKind.Rejected);
    }

    [Fact]
    public async Task A_batch_that_does_not_exist_is_refused_with_what_to_check()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1);
        var failure = await Should.ThrowAsync<ActivityException>(() => twins.Gateway().GetBatchAsync("1", "2", Token));
        failure.Kind.ShouldBe(FailureKind.Rejected);
        failure.Message.ShouldContain("90 days");
    }

    [Theory]
    [InlineData(FaultKind.AuthenticationFailure, 500, FailureKind.Unauthorized, "-2")]
    [InlineData(FaultKind.RateLimited, 500, FailureKind.RateLimited, null)]
    [InlineData(FaultKind.ServerError, 503, FailureKind.Transient, null)]
    [InlineData(FaultKind.Drop, 500, FailureKind.Transient, null)]
    [InlineData(FaultKind.Truncated, 500, FailureKind.Transient, null)]
    [InlineData(FaultKind.HtmlPage, 500, FailureKind.Transient, null)]
    public async Task What_goes_wrong_is_told_by_its_kind(FaultKind fault, int status, FailureKind kind, string? code)
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 12);
        twins.Host.Faults.Set(new Fault(fault) { System = "portico", Times = 1, Status = status, EmptyBody = fault == FaultKind.ServerError });
        var client = twins.Gateway();
        var failure = await Should.ThrowAsync<ActivityException>(() => client.ListBatchesAsync(Noon, Noon.AddDays(1), null, Token));
        failure.Kind.ShouldBe(kind);
        failure.VendorCode.ShouldBe(code);
        (await client.ListBatchesAsync(Noon, Noon.AddDays(1), null, Token)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Report_parameters_that_make_no_sense_are_our_data()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 12);
        var failure = await Should.ThrowAsync<ActivityException>(() => twins.Gateway().ListBatchesAsync(Noon, Noon.AddDays(-1), null, Token));
        failure.Kind.ShouldBe(FailureKind.InvalidData);
        failure.VendorCode.ShouldBe("7");
    }

    [Fact]
    public async Task A_wrong_key_fails_the_connection_test()
    {
        await using var twins = await VendorTwins.StartAsync(Token, stores: 1, tickets: 12);
        (await twins.GatewayConnection().TestAsync(twins.Gateway(), Token)).Succeeded.ShouldBeTrue();
        (await Should.ThrowAsync<ActivityException>(() => twins.GatewayConnection().TestAsync(twins.Gateway("skapi_wrong"), Token))).Kind.ShouldBe(FailureKind.Unauthorized);
    }
}
