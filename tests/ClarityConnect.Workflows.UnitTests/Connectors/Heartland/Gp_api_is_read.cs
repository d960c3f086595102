using System.Net;
using System.Text;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi.Events;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi.Transactions;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Heartland;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

public sealed class Gp_api_is_read : IDisposable
{
    private const string Key = "demoAppKey01";
    private const string Told = """{"id":"TRN_demo1","status":"CAPTURED","amount":"1999","currency":"USD"}""";
    private const string Signature = "c2951eb4969613f766039b19cb5f80d36e8eeed394a5e8342880095be93c8c5991aaaee8470b9abdbc6afefe01a04a2a9faffd0d5131a95afdb6694050c0dd0f";

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public void The_digests_are_those_of_the_vectors()
    {
        GpSignature.OfSignIn("2026-03-02T08:00:00.000Z", Key).ShouldBe(
            "10135d1bbb6472f9850967637287344991f61d5e5a4f7d57354fe99b19ae0c0f309550e2b8bc88df6bf81d17c26e780f6a0ff1806168b815748a497125b23257");
        GpSignature.OfBody(Encoding.UTF8.GetBytes(Told), Key).ShouldBe(Signature);
        GpNotifications.Sign(Told, Key).ShouldBe(Signature);
    }

    [Theory]
    [InlineData(Signature, true)]
    [InlineData("C2951EB4969613F766039B19CB5F80D36E8EEED394A5E8342880095BE93C8C5991AAAEE8470B9ABDBC6AFEFE01A04A2A9FAFFD0D5131A95AFDB6694050C0DD0F", true)]
    [InlineData("c2951eb4", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_signature_fits_its_body_and_no_other(string? signature, bool fits)
    {
        GpSignature.Fits(Encoding.UTF8.GetBytes(Told), Key, signature).ShouldBe(fits);
        GpSignature.Fits(Encoding.UTF8.GetBytes(Told + " "), Key, signature).ShouldBeFalse();
        GpSignature.Fits(Encoding.UTF8.GetBytes(Told), "other", signature).ShouldBeFalse();
    }

    [Fact]
    public async Task The_documented_deposit_adds_up()
    {
        http.Answer("""{"token":"t","seconds_to_expire":3600,"scope":{"merchant_name":"XYZ","accounts":[{"name":"settlement_reporting"}]}}""").Answer("""
            {"id":"DEP_2342423500","time_created":"2026-03-03","status":"FUNDED","funding_type":"CREDIT","amount":"11150","currency":"USD","aggregation_model":"H-By Date",
             "sales":{"count":4,"amount":"12400"},"refunds":{"count":1,"amount":"-1000"},"discounts":{"count":0,"amount":""},"tax":{"count":0,"amount":""},
             "disputes":{"chargebacks":{"count":0,"amount":""},"reversals":{"count":0,"amount":""}},"fees":{"amount":"-250"},
             "bank_transfer":{"masked_account_number_last4":"XXXXXX9999","bank":{"code":"XXXXX0001"}},"system":{"mid":"101023947262","name":"XYZ LTD."}}
            """);
        var deposit = (await Client().FindDepositAsync("DEP_2342423500", Token))!;
        (deposit.Amount, deposit.Sales, deposit.Refunds, deposit.Fees, deposit.Chargebacks, deposit.AddsUp).ShouldBe((111.50m, 124m, -10m, -2.50m, 0m, true));
        (deposit.Date, deposit.SaleCount, deposit.MerchantNumber).ShouldBe((new DateOnly(2026, 3, 3), 4, "101023947262"));
        http.Requests[0].Body.ShouldBe("""{"app_id":"app","nonce":"1970-01-01T00:00:00.000Z","secret":"SECRET","grant_type":"client_credentials"}""".Replace("SECRET", GpSignature.OfSignIn("1970-01-01T00:00:00.000Z", Key), StringComparison.Ordinal));
        http.Requests.ShouldAllBe(request => request.Message.Headers.GetValues("X-GP-Version").Single() == "2021-03-22");
        http.Requests[1].Message.Headers.Authorization!.ToString().ShouldBe("Bearer t");
    }

    [Theory]
    [InlineData("250", "Does not add up")]
    [InlineData("-250", "Found")]
    public async Task A_deposit_that_does_not_add_up_leaves_by_its_own_port(string fees, string outcome)
    {
        http.Answer("""{"token":"t","seconds_to_expire":3600}""").Answer($$"""{"id":"DEP_1","status":"FUNDED","amount":"750","currency":"USD","sales":{"count":1,"amount":"1000"},"fees":{"amount":"{{fees}}"} }""");
        var activity = new GetDeposit();
        (await HeartlandTwin.Run(activity, Client()).With(activity.DepositId, "DEP_1").RunAsync()).Outcomes.ShouldBe([outcome]);
    }

    [Theory]
    [InlineData("JPY", "1999", 1999)]
    [InlineData("USD", "1999", 19.99)]
    [InlineData("KWD", "1999", 1.999)]
    public async Task Amounts_are_in_the_minor_units_of_their_currency(string currency, string minor, decimal amount)
    {
        http.Answer("""{"token":"t","seconds_to_expire":3600}""").Answer($$"""{"id":"TRN_1","type":"REFUND","status":"CAPTURED","amount":"{{minor}}","currency":"{{currency}}","time_created":""}""");
        var payment = (await Client().FindTransactionAsync("TRN_1", Token))!;
        (payment.Amount, payment.Status, payment.At).ShouldBe((-amount, PaymentStatus.Refunded, null));
    }

    [Fact]
    public async Task Every_transaction_of_a_day_is_listed_once_over_all_pages_and_the_deposit_is_their_sum()
    {
        await using var twin = await HeartlandTwin.StartAsync(300);
        var cards = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.CardTransactions.Where(t => t.ServiceName is "CreditSale" or "CreditReturn").ToList();
        var activity = new ListGatewayTransactions();
        var found = (await HeartlandTwin.Run(activity, twin.Gp()).With(activity.From, "2026-03-02T00:00:00Z").With(activity.To, "2026-03-04T00:00:00Z").RunAsync()).Output(activity.Result);
        found.Select(payment => payment.PaymentId).ShouldBe(cards.Select(t => $"TRN_{t.GatewayTxnId}"), ignoreOrder: true);
        found.Count.ShouldBeGreaterThan(100);
        var deposit = (await twin.Gp().ListDepositsAsync(HeartlandTwin.Day, HeartlandTwin.Day.AddDays(2), null, Token)).ShouldHaveSingleItem();
        deposit.AddsUp.ShouldBeTrue();
        (deposit.Sales + deposit.Refunds).ShouldBe(found.Where(payment => !payment.IsVoided).Sum(payment => payment.Amount));
        (deposit.ChargebackCount, deposit.Chargebacks < 0, deposit.Fees < 0).ShouldBe((1, true, true));
    }

    [Fact]
    public async Task One_sign_in_serves_all_and_a_stale_token_is_renewed_once()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var client = twin.Gp();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.FindDepositAsync("DEP_20260302", Token)));
        twin.Host.Ledger.Succeeded("gp", "POST accesstoken").ShouldBe(1);
        twin.Host.Faults.Set(new Fault(FaultKind.InvalidSession) { System = "gp", Operation = "GET settlement/deposits/{id}", Times = 1 });
        (await client.FindDepositAsync("DEP_20260302", Token)).ShouldNotBeNull();
        twin.Host.Ledger.Succeeded("gp", "POST accesstoken").ShouldBe(2);
    }

    [Fact]
    public async Task A_wrong_key_is_told_from_a_gateway_that_is_down()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var wrong = await Should.ThrowAsync<ActivityException>(() => twin.GpConnection("wrong").TestAsync(twin.Gp("wrong"), Token));
        (wrong.Kind, wrong.Message.Contains("app key", StringComparison.Ordinal), wrong.Message.Contains("wrong", StringComparison.Ordinal)).ShouldBe((FailureKind.Unauthorized, true, false));
        var right = await twin.GpConnection().TestAsync(twin.Gp(), Token);
        (right.Succeeded, right.Message).ShouldBe((true, "GP API accepts the app for XYZ LTD.; it may use transaction_processing, settlement_reporting."));
        twin.Host.Faults.Set(new Fault(FaultKind.ServerError) { System = "gp", Status = 502 });
        (await Should.ThrowAsync<ActivityException>(() => twin.Gp().FindTransactionAsync("TRN_1", Token))).Kind.ShouldBe(FailureKind.Transient);
    }

    [Fact]
    public async Task A_payment_event_is_believed_only_with_its_signature_and_read_again()
    {
        await using var twin = await HeartlandTwin.StartAsync(40);
        var card = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.CardTransactions.First(t => t.ServiceName == "CreditSale" && !t.Voided);
        var body = twin.Host.Heartland.Notifications.BodyOf($"TRN_{card.GatewayTxnId}");
        var first = await HeartlandTwin.ReceiveAsync(new PaymentEvent(), twin.Gp(), Post(body, GpNotifications.Sign(body, twin.Host.Options.GpAppKey)));
        var again = await HeartlandTwin.ReceiveAsync(new PaymentEvent(), twin.Gp(), Post(body, GpNotifications.Sign(body, twin.Host.Options.GpAppKey)));
        var payment = first.Events.ShouldHaveSingleItem().Payload.ShouldBeOfType<Payment>();
        (payment.Amount, payment.MerchantReference, payment.Status).ShouldBe((card.Amount, card.InvoiceNumber, PaymentStatus.Settled));
        again.Events.ShouldHaveSingleItem().Id.ShouldBe(first.Events[0].Id);
        var asked = twin.Host.Ledger.Requests.Count;
        (await HeartlandTwin.ReceiveAsync(new PaymentEvent(), twin.Gp(), Post(body, GpNotifications.Sign(body, "other")))).Reply.Status.ShouldBe(401);
        (await HeartlandTwin.ReceiveAsync(new PaymentEvent(), twin.Gp(), Post(body, null))).Reply.Status.ShouldBe(401);
        twin.Host.Ledger.Requests.Count.ShouldBe(asked);
    }

    [Fact]
    public async Task Deposits_are_told_once()
    {
        await using var twin = await HeartlandTwin.StartAsync(40);
        var now = new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero);
        var first = await HeartlandTwin.PollAsync(new DepositFunded(), twin.Gp(), null, now);
        var second = await HeartlandTwin.PollAsync(new DepositFunded(), twin.Gp(), first.Cursor, now.AddDays(1));
        first.Events.ShouldHaveSingleItem().Id.ShouldBe("DEP_20260302");
        second.Events.Select(e => e.Id).ShouldBe(["DEP_20260302"]);
        second.Cursor.ShouldBe(first.Cursor);
    }

    private HeartlandGpClient Client() => new HeartlandGpConnection { AppId = "app", AppKey = new Secret(Key), CallsPerSecond = 100 }.CreateClient(http.Context(new JumpingClock()));

    private static WebhookRequest Post(string body, string? signature) => new()
    {
        Method = "POST",
        Address = new Uri("https://clarity.example/webhooks/gp"),
        Headers = signature is null ? new Dictionary<string, string>() : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-gp-signature"] = signature },
        Query = new Dictionary<string, string>(),
        Body = Encoding.UTF8.GetBytes(body),
    };
}
