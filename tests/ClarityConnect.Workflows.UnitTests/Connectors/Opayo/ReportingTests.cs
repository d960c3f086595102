using System.Net;
using System.Web;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Opayo.Reporting;
using ClarityConnect.Workflows.Connectors.Opayo.Settlements;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Tests;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Opayo;

public sealed class ReportingTests : IDisposable
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_detail_is_read_as_documented()
    {
        http.Answer("""
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <vspaccess><errorcode>0000</errorcode><timestamp>02/03/2026 10:00:00</timestamp>
            <vpstxid>3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4</vpstxid><contactnumber/><vendortxcode>CC-SO-10042-1</vendortxcode>
            <transactiontype>Payment</transactiontype><txstateid>16</txstateid><status>Transaction was successfully authorised.</status>
            <description>Order 10042</description><amount>1,124.95</amount><currency>GBP</currency>
            <started>02/07/2026 09:58:41.120</started><completed>02/07/2026 09:58:43.007</completed>
            <securitykey>K7Q2M9XW4D</securitykey><clientip>203.0.113.9</clientip><giftaid>NO</giftaid>
            <paymentsystem>VISA</paymentsystem><expirydate>1227</expirydate><last4digits>0006</last4digits>
            <authprocessor>Elavon</authprocessor><vpsauthcode>18240977</vpsauthcode><bankauthcode>T99777</bankauthcode><batchid>0</batchid>
            <cv2result>MATCHED</cv2result><threedresult>OK</threedresult><refunded>NO</refunded><surcharge>0.00</surcharge></vspaccess>
            """);

        var found = (await Client().FindByVendorTxCodeAsync("CC-SO-10042-1", Token)).ShouldNotBeNull();

        var payment = found.ToPayment();
        (payment.PaymentId, payment.MerchantReference, payment.Amount, payment.Currency, payment.Status, payment.CardType)
            .ShouldBe(("3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4", "CC-SO-10042-1", 1124.95m, "GBP", PaymentStatus.Paid, "visa"));
        // The clock on the wall in London is an hour ahead in July.
        payment.At.ShouldBe(new DateTimeOffset(2026, 7, 2, 8, 58, 43, 7, TimeSpan.Zero));
        payment.Details["retrievalReference"].ShouldBe("18240977");
        payment.Details.Keys.ShouldNotContain("batchId");
        var sent = XElement.Parse(HttpUtility.ParseQueryString(http.Requests.ShouldHaveSingleItem().Body)["XML"]!);
        sent.Elements().Select(element => element.Name.LocalName).ShouldBe(["command", "vendor", "user", "vendortxcode", "signature"]);
        http.Requests[0].Message.IsRepeatable().ShouldBeTrue();
    }

    [Theory]
    [InlineData("8", "Payment", PaymentStatus.Cancelled)]
    [InlineData("10", "Payment", PaymentStatus.Declined)]
    [InlineData("11", "Payment", PaymentStatus.Cancelled)]
    [InlineData("12", "Payment", PaymentStatus.Declined)]
    [InlineData("14", "Deferred", PaymentStatus.Authorised)]
    [InlineData("15", "Authenticate", PaymentStatus.Authenticated)]
    [InlineData("16", "REFUND", PaymentStatus.Refunded)]
    [InlineData("18", "Payment", PaymentStatus.Voided)]
    [InlineData("19", "Deferred", PaymentStatus.Cancelled)]
    [InlineData("27", "Deferred", PaymentStatus.Cancelled)]
    [InlineData("777", "Payment", PaymentStatus.Unknown)]
    public async Task A_state_number_has_its_meaning(string state, string type, PaymentStatus meaning)
    {
        http.Answer($"<vspaccess><errorcode>0000</errorcode><vpstxid>{{A}}</vpstxid><transactiontype>{type}</transactiontype><txstateid>{state}</txstateid></vspaccess>");

        var found = await Client().FindByTransactionIdAsync("A", Token);

        (found!.Status, found.TransactionId).ShouldBe((meaning, "A"));
    }

    [Theory]
    [InlineData("0008", FailureKind.Unauthorized)]
    [InlineData("0010", FailureKind.Unauthorized)]
    [InlineData("0011", FailureKind.Unauthorized)]
    [InlineData("4020", FailureKind.Unauthorized)]
    [InlineData("0044", FailureKind.Unauthorized)]
    [InlineData("0039", FailureKind.InvalidData)]
    [InlineData("0235", FailureKind.InvalidData)]
    [InlineData("2015", FailureKind.Transient)]
    [InlineData("2213", FailureKind.RateLimited)]
    [InlineData("9999", FailureKind.Rejected)]
    public async Task Each_error_code_has_its_kind(string code, FailureKind kind)
    {
        http.Answer($"<vspaccess><errorcode>{code}</errorcode><error>Words.</error><timestamp>02/03/2026 06:00:03</timestamp></vspaccess>");

        var failure = await Should.ThrowAsync<ActivityException>(() => Client().FindByTransactionIdAsync("A", Token));

        (failure.Kind, failure.VendorCode, failure.VendorMessage).ShouldBe((kind, code, "Words."));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable, FailureKind.Transient)]
    [InlineData(HttpStatusCode.OK, FailureKind.Transient)]
    [InlineData(HttpStatusCode.Forbidden, FailureKind.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound, FailureKind.Misconfigured)]
    public async Task An_answer_that_is_no_report_has_the_kind_of_its_http_status(HttpStatusCode status, FailureKind kind)
    {
        http.Answer("<html>Maintenance</html>", status);

        (await Should.ThrowAsync<ActivityException>(() => Client().GetVersionAsync(Token))).Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task A_list_of_batches_is_one_for_each_currency()
    {
        http.Answer("""
            <vspaccess><errorcode>0000</errorcode><timestamp>03/03/2026 06:00:00</timestamp><batches>
             <batch><batchid>4711</batchid><authprocessorname>Elavon</authprocessorname><completed>03/03/2026 00:14:09.000</completed>
              <transactiongroups><transactiongroup><currency>GBP</currency><paymentnumber>41</paymentnumber><paymentvalue>5,120.40</paymentvalue><refundnumber>2</refundnumber><refundvalue>60.00</refundvalue></transactiongroup>
               <transactiongroup><currency>EUR</currency><paymentnumber>3</paymentnumber><paymentvalue>210.00</paymentvalue><refundnumber>0</refundnumber><refundvalue>0.00</refundvalue></transactiongroup></transactiongroups></batch></batches></vspaccess>
            """);

        var batches = await Client().ListBatchesAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(3), Token);

        batches.Select(batch => (batch.BatchId, batch.Acquirer, batch.Currency, batch.PaymentCount, batch.Payments, batch.RefundCount, batch.Refunds, batch.Total)).ShouldBe(
            [("4711", "Elavon", "EUR", 3, 210m, 0, 0m, 210m), ("4711", "Elavon", "GBP", 41, 5120.40m, 2, 60m, 5060.40m)]);
        batches[0].CompletedAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 0, 14, 9, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_long_time_is_asked_for_in_spans_that_opayo_takes()
    {
        const string empty = "<vspaccess><errorcode>0000</errorcode><batches/></vspaccess>";
        http.Answer(empty).Answer(empty).Answer(empty);

        (await Client().ListBatchesAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero), Token)).ShouldBeEmpty();

        http.Requests.Select(request => XElement.Parse(HttpUtility.ParseQueryString(request.Body)["XML"]!)).Select(sent => $"{sent.Element("startdate")!.Value} {sent.Element("enddate")!.Value}").ShouldBe(
        [
            "01/01/2026 00:00:00 29/01/2026 00:00:00", "29/01/2026 00:00:00 26/02/2026 00:00:00", "26/02/2026 00:00:00 10/03/2026 00:00:00",
        ]);
    }

    [Fact]
    public async Task The_batches_of_a_day_come_to_what_was_taken_to_the_penny()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var expected = await stage.Opayo.AddDayAsync(new OpayoDay { Day = Day, Payments = 130, Refunds = 7 });
        stage.Clock.Now = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);

        var headers = await stage.Reporting.ListBatchesAsync(stage.Clock.Now.AddDays(-3), stage.Clock.Now, Token);

        headers.Select(batch => (batch.Acquirer, batch.Currency, batch.PaymentCount, batch.Payments, batch.RefundCount, batch.Refunds)).ShouldBe(
            expected.Select(one => (one.Acquirer, one.Currency, one.Payments, one.PaymentValue, one.Refunds, one.RefundValue)), ignoreOrder: true);
        headers.Select(batch => batch.Acquirer).Distinct().Count().ShouldBe(2);
        foreach (var header in headers)
        {
            var activity = new GetSettlementBatch();
            var run = await new ActivityRun(activity, Token).Connected(activity.Connection, stage.Reporting)
                .With(activity.BatchId, header.BatchId).With(activity.Acquirer, header.Acquirer).With(activity.Currency, header.Currency).RunAsync();
            var batch = run.Output(activity.Result);
            (batch.Sales, batch.Returns, batch.Total, batch.TransactionCount, batch.ClosedAt).ShouldBe((header.Payments, header.Refunds, header.Total, header.PaymentCount + header.RefundCount, header.CompletedAt));
            batch.Transactions.Select(transaction => transaction.Reference).ShouldBeUnique();
            batch.Transactions.Sum(transaction => transaction.Amount).ShouldBe(header.Total);
        }
    }

    [Fact]
    public async Task A_batch_of_two_currencies_asks_which_and_one_that_is_not_there_is_refused()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "A", Amount = 10 });
        await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "B", Amount = 10, Currency = "EUR" });
        var batch = (await stage.Opayo.SettleAsync(Day)).ShouldHaveSingleItem();

        (await Should.ThrowAsync<ActivityException>(() => stage.Reporting.GetBatchAsync($"{batch.BatchId}", "Elavon", null, Token))).Message.ShouldContain("EUR and GBP");
        (await Should.ThrowAsync<ActivityException>(() => stage.Reporting.GetBatchAsync("1", "Elavon", null, Token))).Kind.ShouldBe(FailureKind.Rejected);
        (await stage.Reporting.FindByVendorTxCodeAsync("A", Token))!.Status.ShouldBe(PaymentStatus.Settled);
    }

    [Fact]
    public async Task Every_batch_and_currency_is_one_event_with_an_id_that_stays_the_same()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await stage.Opayo.AddDayAsync(new OpayoDay { Day = Day });
        (await stage.PollAsync(new SettlementBatchSettled(), null, Token)).Events.ShouldBeEmpty();
        stage.Clock.Now = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);

        var first = await stage.PollAsync(new SettlementBatchSettled(), null, Token);
        var second = await stage.PollAsync(new SettlementBatchSettled(), first.Cursor, Token);

        first.Events.Select(found => found.Id).ShouldContain("Elavon:4711:GBP");
        first.Events.Count.ShouldBe(stage.Opayo.Expectations.Count);
        second.Events.Select(found => found.Id).ShouldBe(first.Events.Select(found => found.Id));
        // A silence of two weeks: it goes on where it stopped.
        await stage.Opayo.AddDayAsync(new OpayoDay { Day = Day.AddDays(1), Seed = 2 });
        stage.Clock.Now = stage.Clock.Now.AddDays(14);
        var later = await stage.PollAsync(new SettlementBatchSettled(), first.Cursor, Token);
        later.Events.Count.ShouldBe(stage.Opayo.Expectations.Count);
    }

    [Fact]
    public async Task The_instance_that_a_batch_starts_gets_its_header()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "A", Amount = 10 });
        await stage.Opayo.SettleAsync(Day);
        stage.Clock.Now = new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);
        var found = (await stage.PollAsync(new SettlementBatchSettled(), null, Token)).Events.ShouldHaveSingleItem();

        var trigger = new SettlementBatchSettled();
        var run = await new ActivityRun(trigger, Token) { Payload = WorkflowJson.ToElement(found.Payload) }.RunAsync();

        run.Output(trigger.Result).ShouldBe(found.Payload);
        (await Should.ThrowAsync<ActivityException>(() => new ActivityRun(new SettlementBatchSettled(), Token).RunAsync())).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    [Fact]
    public async Task What_people_do_at_opayo_is_news_and_what_is_known_is_not()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 100 });
        var first = await stage.PollAsync(new PaymentChanged(), null, Token);
        await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1-R", Amount = 25, Type = "Refund", RefundOf = "SO-1" });
        var other = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-2", Amount = 7 });
        await stage.Opayo.VoidAsync(other.TransactionId);
        stage.Clock.Now += TimeSpan.FromMinutes(5);

        var second = await stage.PollAsync(new PaymentChanged(), first.Cursor, Token);

        var news = second.Events.ExceptBy(first.Events.Select(found => found.Id), found => found.Id).Select(found => (Payment)found.Payload!).ToList();
        news.Select(payment => (payment.MerchantReference, payment.Status, payment.Amount)).ShouldBe([("SO-1-R", PaymentStatus.Refunded, -25m), ("SO-2", PaymentStatus.Voided, 7m)], ignoreOrder: true);
        news.Single(payment => payment.Amount < 0).Details["relatedTransactionId"].ShouldBe(sale.TransactionId);
        // Settled is news once more.
        stage.Clock.Now += TimeSpan.FromDays(1);
        var third = await stage.PollAsync(new PaymentChanged(), second.Cursor, Token);
        third.Events.Select(found => ((Payment)found.Payload!).Status).ShouldContain(PaymentStatus.Settled);
    }

    [Fact]
    public async Task Transactions_are_found_from_both_ends_and_listed_beyond_a_page()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        var sale = await stage.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "SO-1", Amount = 100, At = stage.Clock.Now });
        foreach (var (code, id, outcome) in new[] { ("SO-1", "", "Found"), ("", $"{{{sale.TransactionId}}}", "Found"), ("SO-9", "", "Not found") })
        {
            var activity = new FindTransaction();
            var run = await new ActivityRun(activity, Token).Connected(activity.Connection, stage.Reporting).With(activity.VendorTxCode, code).With(activity.TransactionId, id).RunAsync();
            run.Outcomes.ShouldBe([outcome]);
            if (outcome == "Found")
                run.Output(activity.Result).Amount.ShouldBe(100m);
        }

        await stage.Opayo.AddDayAsync(new OpayoDay { Day = Day, Payments = 120, Refunds = 5 });
        var list = new ListTransactions();
        var listed = await new ActivityRun(list, Token).Connected(list.Connection, stage.Reporting)
            .With(list.From, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)).With(list.To, new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero)).RunAsync();
        var payments = listed.Output(list.Result);
        payments.Count.ShouldBe(126);
        payments.Where(payment => payment.Currency == "GBP").Sum(payment => payment.Amount).ShouldBe(stage.Opayo.Takings("GBP"));
        stage.Host.Ledger.Find("opayo-reporting", "getTransactionList").Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_throttled_report_says_so()
    {
        await using var stage = await OpayoStage.OpenAsync(Token);
        stage.Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "opayo-reporting" });

        var failure = await Should.ThrowAsync<ActivityException>(() => stage.Reporting.GetVersionAsync(Token));

        (failure.Kind, failure.VendorCode, failure.RetryAfter).ShouldBe((FailureKind.RateLimited, "2213", TimeSpan.FromMinutes(1)));
    }

    private OpayoReportingClient Client() => new OpayoReportingConnection
    {
        VendorName = "claritydemo", UserName = "reportuser", Password = new Secret("S3cretPw1"),
    }.CreateClient(http.Context());
}
