using System.Globalization;
using System.Net;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Heartland.Gateway;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class HeartlandGatewayWireTests : IDisposable
{
    private const string Summary = """
        <ReportBatchSummary><Header><SiteId>95881</SiteId><MerchName>DEMO SHOP</MerchName><DeviceId>2409000</DeviceId><BatchId>512233</BatchId><BatchStatus>C</BatchStatus><BatchSeqNbr>188</BatchSeqNbr>
         <OpenUtcDT>2026-03-02T06:00:04Z</OpenUtcDT><CloseUtcDT>2026-03-03T05:59:58Z</CloseUtcDT>
         <CreditCnt>42</CreditCnt><CreditAmt>1980.25</CreditAmt><DebitCnt>3</DebitCnt><DebitAmt>61.00</DebitAmt><SaleCnt>43</SaleCnt><SaleAmt>2091.25</SaleAmt><ReturnCnt>2</ReturnCnt><ReturnAmt>50.00</ReturnAmt>
         <TotalCnt>45</TotalCnt><TotalAmt>2041.25</TotalAmt><TotalGratuityAmtInfo>88.00</TotalGratuityAmtInfo></Header>
         <Details><CardType>Visa</CardType><CreditCnt>30</CreditCnt><CreditAmt>1400.25</CreditAmt><DebitCnt>0</DebitCnt><DebitAmt>0</DebitAmt><SaleCnt>29</SaleCnt><SaleAmt>1430.25</SaleAmt><ReturnCnt>1</ReturnCnt><ReturnAmt>30.00</ReturnAmt><TotalCnt>30</TotalCnt><TotalAmt>1400.25</TotalAmt><TotalGratuityAmtInfo>60.00</TotalGratuityAmtInfo></Details></ReportBatchSummary>
        """;

    private const string Detail = """
        <ReportBatchDetail><Header><BatchId>512233</BatchId></Header>
         <Details><GatewayTxnId>1</GatewayTxnId><ServiceName>CreditSale</ServiceName><TxnStatus>C</TxnStatus><SettlementAmt>2091.25</SettlementAmt><CardType>Visa</CardType><MaskedCardNbr>401200******0026</MaskedCardNbr><IssuerRspCode>00</IssuerRspCode></Details>
         <Details><GatewayTxnId>2</GatewayTxnId><ServiceName>CreditReturn</ServiceName><TxnStatus>C</TxnStatus><SettlementAmt>50.00</SettlementAmt><CardType>Visa</CardType></Details><Details><GatewayTxnId>3</GatewayTxnId><ServiceName>CreditVoid</ServiceName><TxnStatus>V</TxnStatus><SettlementAmt>0</SettlementAmt><CardType/></Details></ReportBatchDetail>
        """;

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_report_is_asked_for_as_the_gateway_documents_it()
    {
        http.Answer(Reply(0, Summary)).Answer(Reply(10)).Answer(Reply(10));
        var batch = await Client().GetBatchAsync("512233", "2409000", Token);

        XNode.DeepEquals(http.Xml(0), XElement.Parse("""
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><PosRequest xmlns="http://Hps.Exchange.PosGateway"><Ver1.0><Header><SecretAPIKey>skapi_cert_DEMO</SecretAPIKey><DeveloperID>000000</DeveloperID><VersionNbr>0000</VersionNbr></Header><Transaction><ReportBatchSummary><BatchId>512233</BatchId><DeviceId>2409000</DeviceId></ReportBatchSummary></Transaction></Ver1.0></PosRequest></soap:Body></soap:Envelope>
            """)).ShouldBeTrue(http.Requests[0].Body);
        http.Requests[0].Message.Content!.Headers.ContentType!.MediaType.ShouldBe("text/xml");
        http.Requests.ShouldAllBe(request => request.Message.IsRepeatable());
        (batch.Total, batch.Tips, batch.TransactionCount, batch.MerchantName, batch.SequenceNumber).ShouldBe((2041.25m, 88m, 45, "DEMO SHOP", "188"));
        var visa = batch.CardTotals.ShouldHaveSingleItem();
        (visa.CardType, visa.Sales, visa.Returns, visa.Total, visa.Tips).ShouldBe(("visa", 1430.25m, 30m, 1400.25m, 60m));
        batch.ClosedAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 5, 59, 58, TimeSpan.Zero));
    }

    [Theory]
    [InlineData(-2, FailureKind.Unauthorized)]
    [InlineData(-21, FailureKind.Unauthorized)]
    [InlineData(-1, FailureKind.Transient)]
    [InlineData(1, FailureKind.Transient)]
    [InlineData(30, FailureKind.Transient)]
    [InlineData(31, FailureKind.Transient)]
    [InlineData(50, FailureKind.Transient)]
    [InlineData(15, FailureKind.Transient)]
    [InlineData(20, FailureKind.Transient)]
    [InlineData(7, FailureKind.InvalidData)]
    [InlineData(13, FailureKind.InvalidData)]
    [InlineData(3, FailureKind.Rejected)]
    [InlineData(6, FailureKind.Rejected)]
    [InlineData(99, FailureKind.Rejected)]
    public async Task Each_result_code_has_its_kind(int code, FailureKind kind)
    {
        http.Answer(Reply(code));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().GetTransactionAsync("1", Token));
        (failure.Kind, failure.VendorCode).ShouldBe((kind, code.ToString(CultureInfo.InvariantCulture)));
        failure.VendorMessage.ShouldBe("words");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(10)]
    public async Task Nothing_to_report_is_not_a_failure(int code)
    {
        http.Answer(Reply(code));
        (await Client().ListBatchesAsync(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), null, Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("soap:Client", FailureKind.Rejected)]
    [InlineData("soap:Server", FailureKind.Transient)]
    public async Task A_soap_fault_is_ours_or_theirs(string code, FailureKind kind)
    {
        http.Answer($"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault><faultcode>{code}</faultcode><faultstring>It broke.</faultstring></soap:Fault></soap:Body></soap:Envelope>", HttpStatusCode.InternalServerError);
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().GetTransactionAsync("1", Token));
        (failure.Kind, failure.VendorMessage).ShouldBe((kind, "It broke."));
    }

    [Theory]
    [InlineData("CreditSale", "C", "00", 12.5, true)]
    [InlineData("CreditSale", "C", "05", 0, false)]
    [InlineData("CreditSale", "C", "10", 12.5, true)]
    [InlineData("CreditSale", "V", "00", 0, true)]
    [InlineData("CreditReturn", "C", null, -12.5, true)]
    [InlineData("CreditVoid", "V", null, 0, true)]
    public async Task Only_what_the_issuer_approved_and_nobody_voided_settles(string service, string status, string? issuer, double settled, bool approved)
    {
        http.Answer(Reply(0, $"<ReportTxnDetail><GatewayTxnId>1</GatewayTxnId><ServiceName>{service}</ServiceName><Data><TxnStatus>{status}</TxnStatus><SettlementAmt>12.50</SettlementAmt><CardType>MC</CardType>{(issuer is null ? "" : $"<RspCode>{issuer}</RspCode>")}</Data></ReportTxnDetail>"));
        var transaction = await Client().GetTransactionAsync("1", Token);
        (transaction.Amount, transaction.IsApproved, transaction.CardType).ShouldBe(((decimal)settled, approved, "mastercard"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Transactions_are_added_up_whether_they_are_listed_or_not(bool includeTransactions)
    {
        http.Answer(Reply(0, Summary)).Answer(Reply(0, Detail)).Answer(Reply(10));
        var batch = await Client().GetBatchAsync("512233", "2409000", includeTransactions, Token);
        batch.TransactionTotal.ShouldBe(2041.25m);
        batch.Transactions.Select(transaction => (transaction.TransactionId, transaction.Amount, transaction.MaskedCardNumber)).ShouldBe(
            includeTransactions ? [("1", 2091.25m, "401200******0026"), ("2", -50m, null), ("3", 0m, null)] : []);
        (batch.Total, batch.TransactionCount).ShouldBe((2041.25m, 45));
    }

    [Theory]
    [InlineData(-2, FailureKind.Unauthorized)]
    [InlineData(15, FailureKind.Transient)]
    [InlineData(7, FailureKind.InvalidData)]
    public async Task A_refusal_of_the_detail_has_its_kind_too(int code, FailureKind kind)
    {
        http.Answer(Reply(0, Summary)).Answer(Reply(code));
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().GetBatchAsync("512233", "2409000", Token));
        (failure.Kind, failure.VendorMessage).ShouldBe((kind, "words"));
        failure.Message.ShouldContain("ReportBatchDetail");
    }

    [Theory]
    [InlineData("<html><head><title>Maintenance</title></head></html>", HttpStatusCode.OK)]
    [InlineData("<!DOCTYPE html><html></html>", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    [InlineData("Bad gateway", HttpStatusCode.BadGateway)]
    public async Task A_detail_that_is_no_report_is_asked_for_again(string body, HttpStatusCode status)
    {
        http.Answer(Reply(0, Summary)).Answer(body, status);
        (await Should.ThrowAsync<ActivityException>(() => Client().GetBatchAsync("512233", "2409000", Token))).Kind.ShouldBe(FailureKind.Transient);
    }

    [Fact]
    public async Task A_detail_that_is_cut_off_is_asked_for_again_and_not_half_a_batch()
    {
        var whole = Reply(0, Detail);
        http.Answer(Reply(0, Summary)).Answer(whole[..whole.IndexOf("</ReportBatchDetail>", StringComparison.Ordinal)]);
        (await Should.ThrowAsync<ActivityException>(() => Client().GetBatchAsync("512233", "2409000", Token))).Kind.ShouldBe(FailureKind.Transient);
    }

    [Fact]
    public async Task A_soap_fault_instead_of_the_detail_is_told_in_the_gateways_words()
    {
        http.Answer(Reply(0, Summary)).Answer(
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>It broke.</faultstring></soap:Fault></soap:Body></soap:Envelope>",
            HttpStatusCode.InternalServerError);
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().GetBatchAsync("512233", "2409000", Token));
        (failure.Kind, failure.VendorMessage).ShouldBe((FailureKind.Rejected, "It broke."));
    }

    private static string Reply(int code, string transaction = "") =>
        "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><PosResponse rootUrl=\"https://x\" xmlns=\"http://Hps.Exchange.PosGateway\"><Ver1.0>"
        + $"<Header><LicenseId>1</LicenseId><GatewayTxnId>9</GatewayTxnId><GatewayRspCode>{code}</GatewayRspCode><GatewayRspMsg>words</GatewayRspMsg><RspDT>2026-03-03T01:02:03.1234567</RspDT></Header>"
        + (transaction.Length == 0 ? "" : $"<Transaction>{transaction}</Transaction>") + "</Ver1.0></PosResponse></soap:Body></soap:Envelope>";

    private HeartlandGatewayClient Client() => new HeartlandGatewayConnection { SecretApiKey = new Secret("skapi_cert_DEMO") }.CreateClient(http.Context());
}
