using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

public sealed class Portico_gateway : SimulatorTest
{
    private const string WholeDay =
        "<ReportBatchHistory><RptStartUtcDT>2026-03-02T00:00:00Z</RptStartUtcDT><RptEndUtcDT>2026-03-03T12:00:00Z</RptEndUtcDT></ReportBatchHistory>";

    [Fact]
    public async Task Refuses_another_key_with_code_minus_2_and_no_transaction()
    {
        var reply = await PorticoAsync(WholeDay, key: "wrong");
        Code(reply).ShouldBe("-2");
        reply.Element(Hps + "Transaction").ShouldBeNull();
    }

    [Fact]
    public async Task Repeats_the_callers_transaction_id_and_writes_times_without_zone()
    {
        var header = (await PorticoAsync(WholeDay)).Element(Hps + "Header")!;
        header.Element(Hps + "ClientTxnId")!.Value.ShouldBe("1900042");
        header.Element(Hps + "RspDT")!.Value.ShouldNotContain("Z");
    }

    [Fact]
    public async Task History_lists_the_batches_of_a_range()
    {
        var details = Report(await PorticoAsync(WholeDay), "ReportBatchHistory").Elements(Hps + "Details").ToList();
        details.Select(d => Money(d, "BatchTxnAmt")).ShouldBe(Expected.Batches.Select(b => b.Total));
        details.ShouldAllBe(d => d.Element(Hps + "BatchStatus")!.Value == "C");
        details.ShouldAllBe(d => d.Element(Hps + "CloseUtcDT")!.Value.StartsWith("2026-03-03T"));
    }

    [Theory]
    [InlineData("<ReportBatchHistory><RptStartUtcDT>2026-03-01T00:00:00Z</RptStartUtcDT><RptEndUtcDT>2026-03-01T12:00:00Z</RptEndUtcDT></ReportBatchHistory>", "10")]
    [InlineData("<ReportBatchHistory><RptStartUtcDT>2026-03-02T00:00:00Z</RptStartUtcDT></ReportBatchHistory>", "7")]
    [InlineData("<ReportBatchHistory><RptStartUtcDT>2026-03-03T00:00:00Z</RptStartUtcDT><RptEndUtcDT>2026-03-02T00:00:00Z</RptEndUtcDT></ReportBatchHistory>", "7")]
    [InlineData("<ReportBatchHistory><RptStartUtcDT>soon</RptStartUtcDT><RptEndUtcDT>2026-03-02T00:00:00Z</RptEndUtcDT></ReportBatchHistory>", "7")]
    [InlineData("<ReportBatchSummary><BatchId>1</BatchId></ReportBatchSummary>", "10")]
    [InlineData("<ReportBatchSummary><BatchId>one</BatchId></ReportBatchSummary>", "7")]
    [InlineData("<ReportBatchDetail><BatchId>1</BatchId></ReportBatchDetail>", "10")]
    [InlineData("<ReportTxnDetail/>", "7")]
    [InlineData("<ReportTxnDetail><TxnId>1</TxnId></ReportTxnDetail>", "10")]
    [InlineData("<BatchClose/>", "5")]
    [InlineData("<CreditSale/>", "13")]
    [InlineData("", "13")]
    public async Task Answers_with_the_gateway_code(string transaction, string code)
    {
        var reply = await PorticoAsync(transaction);
        Code(reply).ShouldBe(code);
        reply.Element(Hps + "Transaction").ShouldBeNull();
    }

    [Fact]
    public async Task Summary_comes_to_the_expected_batch_with_tips_inside()
    {
        foreach (var batch in Expected.Batches)
        {
            var report = Report(await PorticoAsync($"<ReportBatchSummary><BatchId>{batch.BatchId}</BatchId><DeviceId>{batch.DeviceId}</DeviceId></ReportBatchSummary>"), "ReportBatchSummary");
            var header = report.Element(Hps + "Header")!;
            Money(header, "TotalAmt").ShouldBe(batch.Total);
            Money(header, "TotalGratuityAmtInfo").ShouldBe(batch.Tips);
            (Money(header, "SaleAmt") - Money(header, "ReturnAmt")).ShouldBe(batch.Total);
            var details = report.Elements(Hps + "Details").ToList();
            details.Select(d => (d.Element(Hps + "CardType")!.Value, Money(d, "SaleAmt"), Money(d, "ReturnAmt"), Money(d, "TotalAmt"), Money(d, "TotalGratuityAmtInfo")))
                .ShouldBe(batch.CardTypes.Select(c => (c.CardType, c.Sales, c.Returns, c.Total, c.Tips)));
            details.Sum(d => Money(d, "TotalCnt")).ShouldBe(Money(header, "TotalCnt"));
        }
    }

    [Fact]
    public async Task Detail_lists_every_transaction_and_voided_ones_settle_nothing()
    {
        var voided = 0;
        foreach (var batch in Expected.Batches)
        {
            var rows = Report(await PorticoAsync($"<ReportBatchDetail><BatchId>{batch.BatchId}</BatchId></ReportBatchDetail>"), "ReportBatchDetail").Elements(Hps + "Details").ToList();
            rows.Sum(r => Money(r, "SettlementAmt") * (r.Element(Hps + "ServiceName")!.Value == "CreditReturn" ? -1 : 1)).ShouldBe(batch.Total);
            rows.Where(r => r.Element(Hps + "GratuityAmtInfo") is not null).Sum(r => Money(r, "GratuityAmtInfo")).ShouldBe(batch.Tips);
            voided += rows.Count(r => r.Element(Hps + "TxnStatus")!.Value == "V");
        }
        voided.ShouldBe(2);
    }

    [Fact]
    public async Task A_tip_is_the_difference_between_gateway_and_till()
    {
        var tipped = Day.CardTransactions.First(t => t.Tip > 0);
        var report = Report(await PorticoAsync($"<ReportTxnDetail><TxnId>{tipped.GatewayTxnId}</TxnId></ReportTxnDetail>"), "ReportTxnDetail");
        var invoice = report.Element(Hps + "InvoiceNbr")!.Value;
        var ticket = (await GetAsync($"sales/tickets?_filter={{\"public_id\":\"{invoice}\"}}&_include[]=payments"))["results"]![0]!;
        var paid = ticket["payments"]!.AsArray().Sum(p => p!["amount"]!.GetValue<decimal>());
        (Money(report, "Amt") - Money(report, "GratuityAmtInfo")).ShouldBe(paid);
    }

    [Fact]
    public async Task Activity_and_search_find_transactions()
    {
        const string Range = "<RptStartUtcDT>2026-03-02T00:00:00Z</RptStartUtcDT><RptEndUtcDT>2026-03-03T12:00:00Z</RptEndUtcDT>";
        Report(await PorticoAsync($"<ReportActivity>{Range}</ReportActivity>"), "ReportActivity").Elements().Count().ShouldBe(Day.CardTransactions.Count);
        var invoice = Day.CardTransactions[0].InvoiceNumber;
        var found = Report(await PorticoAsync(
            $"<FindTransactions><Criteria><StartUtcDT>2026-03-02T00:00:00Z</StartUtcDT><EndUtcDT>2026-03-03T12:00:00Z</EndUtcDT><InvoiceNbr>{invoice}</InvoiceNbr></Criteria></FindTransactions>"), "FindTransactions");
        found.Elements(Hps + "Transactions").Count().ShouldBe(Day.CardTransactions.Count(t => t.InvoiceNumber == invoice));
    }

    [Fact]
    public async Task Closes_each_open_batch_once()
    {
        var tuesday = Monday.AddDays(1);
        var expected = await Host.Heartland.AddDayAsync(new() { BusinessDay = tuesday, Stores = 2, CloseBatches = false });
        var open = Report(await PorticoAsync("<ReportBatchSummary/>"), "ReportBatchSummary").Element(Hps + "Header")!;
        open.Element(Hps + "BatchStatus")!.Value.ShouldBe("O");
        open.Element(Hps + "CloseUtcDT").ShouldBeNull();
        foreach (var batch in expected.Batches)
        {
            var closed = Report(await PorticoAsync("<BatchClose/>", header: $"<DeviceId>{batch.DeviceId}</DeviceId>"), "BatchClose");
            closed.Element(Hps + "BatchId")!.Value.ShouldBe(batch.BatchId.ToString(CultureInfo.InvariantCulture));
            Money(closed, "TotalAmt").ShouldBe(batch.Total);
        }
        Code(await PorticoAsync("<BatchClose/>")).ShouldBe("5");
    }

    [Fact]
    public async Task Answers_what_is_not_a_pos_request_with_a_soap_fault()
    {
        using var response = await PostPorticoAsync("<open>");
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await response.Content.ReadAsStringAsync(Ct)).ShouldContain("faultstring");
    }

    private static string Code(XElement reply) => reply.Element(Hps + "Header")!.Element(Hps + "GatewayRspCode")!.Value;

    private static XElement Report(XElement reply, string name)
    {
        Code(reply).ShouldBe("0");
        return reply.Element(Hps + "Transaction")!.Element(Hps + name)!;
    }

    private static decimal Money(XElement row, string name) => decimal.Parse(row.Element(Hps + name)!.Value, CultureInfo.InvariantCulture);
}
