using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators.KashFlow;

/// <summary>The simulated company by requests that are written by hand: none of the product's connectors is used.</summary>
public sealed class KashFlow_twin : IAsyncLifetime
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string folder = Directory.CreateTempSubdirectory("kashflow-").FullName;
    private SimulatorHost host = null!;
    private string token = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await SimulatorHost.StartAsync(new SimulatorOptions { StateFile = Path.Combine(folder, "first.jsonl") }, TimeProvider.System, Ct);
        await host.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1042, "ACME01", 100m));
        token = await SignInAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task There_is_no_operation_to_pay_one_invoice_by_its_address()
    {
        (await CallAsync("POST", "invoices/1042/payments", """{"Amount":1}""")).Status.ShouldBe(405);
        host.KashFlow.Payments.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_bulk_payment_pays_several_invoices_or_none()
    {
        await host.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1043, "ACME01", 50m));
        const string Body = """{"Date":"2026-11-19 12:00:00","AccountId":55166,"Method":409844,"Comment":"T-1 batch","PaymentItems":[{"ObjectNumber":1042,"Amount":120.00},{"ObjectNumber":1043,"Amount":NNN}]}""";
        (await CallAsync("POST", "invoices/bulk/payments", Body.Replace("NNN", "0", StringComparison.Ordinal))).Status.ShouldBe(400);
        host.KashFlow.Payments.ShouldBeEmpty();
        var (status, paid) = await CallAsync("POST", "invoices/bulk/payments", Body.Replace("NNN", "70", StringComparison.Ordinal));
        (status, (int)paid!["Number"]!).ShouldBe((201, 1));
        var first = (await CallAsync("GET", "invoices/1042")).Body!;
        ((string)first["Status"]!, (decimal)first["DueAmount"]!, (string)first["PaymentLines"]![0]!["Note"]!).ShouldBe(("Paid", 0m, "T-1 batch"));
        var over = (await CallAsync("GET", "customers/ACME01/advancepayments")).Body!["Data"]![0]!;
        ((decimal)over["Amount"]!, (string)over["Type"]!).ShouldBe((10m, "OverPayment"));
        host.Ledger.Succeeded("kashflow", "create payment", "T-1").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_recorded_twice_is_named()
    {
        const string Body = """{"Date":"2026-11-19","AccountId":55166,"Method":409844,"Comment":"T-1","PaymentItems":[{"ObjectNumber":1042,"Amount":10}]}""";
        await CallAsync("POST", "invoices/bulk/payments", Body);
        host.KashFlow.RecordedTwice.ShouldBeEmpty();
        await CallAsync("POST", "invoices/bulk/payments", Body);
        host.KashFlow.RecordedTwice.ShouldBe([new RecordedTwice("payment", "1042", "T-1", 2)]);
    }

    [Fact]
    public async Task A_replaced_invoice_loses_payments_that_were_not_sent_again()
    {
        await CallAsync("POST", "invoices/bulk/payments", """{"Date":"2026-11-19","AccountId":55166,"Method":409844,"Comment":"T-1","PaymentItems":[{"ObjectNumber":1042,"Amount":10}]}""");
        var invoice = (await CallAsync("GET", "invoices/1042")).Body!;
        (await CallAsync("PUT", "invoices/1042", invoice.ToJsonString())).Status.ShouldBe(200);
        host.KashFlow.Payments.ShouldHaveSingleItem();
        invoice["PaymentLines"] = new JsonArray();
        await CallAsync("PUT", "invoices/1042", invoice.ToJsonString());
        host.KashFlow.Payments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lists_come_in_pages_without_details_and_settings_as_plain_arrays()
    {
        for (var number = 1; number <= 3; number++)
            await host.KashFlow.AddInvoiceAsync(new KashFlowInvoice(number, "B", number));
        var page = (await CallAsync("GET", "invoices?customercode=B&perpage=2")).Body!;
        (page["Data"]!.AsArray().Count, (int)page["MetaData"]!["TotalRecords"]!, page["Data"]![0]!["LineItems"]).ShouldBe((2, 3, null));
        var next = (string)page["MetaData"]!["NextPageUrl"]!;
        var last = (await CallAsync("GET", next)).Body!;
        ((int)last["Data"]![0]!["Number"]!, last["MetaData"]!["NextPageUrl"]).ShouldBe((3, null));
        (await CallAsync("GET", "nominals")).Body.ShouldBeOfType<JsonArray>();
        (await CallAsync("GET", "invoices/77")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Journals_balance_and_an_unconfirmed_shape_is_refused()
    {
        (await CallAsync("POST", "journals", """{"JournalDate":"2026-11-19","Comment":"J-1","LineItems":[{"NominalCode":1200,"Debit":5,"Credit":0},{"NominalCode":1210,"Debit":0,"Credit":4}]}""")).Status.ShouldBe(400);
        (await CallAsync("POST", "journals", """{"Date":"2026-11-19","Reference":"J-1","Lines":[{"NominalCode":1200,"Amount":5,"Debit":true},{"NominalCode":1210,"Amount":5,"Debit":false}]}""")).Status.ShouldBe(400);
        (await CallAsync("POST", "journals", """{"JournalDate":"2026-11-19","Comment":"J-1","LineItems":[{"NominalCode":1200,"Debit":5,"Credit":0},{"NominalCode":1210,"Debit":0,"Credit":5}]}""")).Status.ShouldBe(201);
        host.KashFlow.JournalBalance(1200).ShouldBe(5m);
    }

    [Fact]
    public async Task Wrong_sign_ins_lock_the_user_and_a_wrong_session_is_refused()
    {
        var kept = token;
        token = "6f1e0a44-0000-0000-0000-000000000001";
        var (status, body) = await CallAsync("GET", "invoices/1042");
        (status, (string)body!["Error"]!).ShouldBe((401, "InvalidSessionToken"));
        for (var i = 0; i < 5; i++)
            ((string)(await CallAsync("POST", "sessiontoken", """{"UserName":"api@sandbox.test","Password":"x"}""")).Body!["Error"]!).ShouldBe("InvalidCredentials");
        ((string)(await CallAsync("POST", "sessiontoken", """{"UserName":"api@sandbox.test","Password":"sandbox-user-secret"}""")).Body!["Error"]!).ShouldBe("AccountLocked");
        token = kept;
        (await CallAsync("GET", "invoices/1042")).Status.ShouldBe(200);
        (await CallAsync("DELETE", $"sessiontoken/{token}")).Status.ShouldBe(204);
        (await CallAsync("GET", "invoices/1042")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task An_overloaded_database_shows_as_status_400()
    {
        host.Faults.Set(new Fault(FaultKind.ServerError) { System = "kashflow", Operation = "GET invoice", Status = 400, Times = 1 });
        var (status, body) = await CallAsync("GET", "invoices/1042");
        (status, (string)body!["Error"]!).ShouldBe((400, "-2146232060"));
        ((string)body["Message"]!).ShouldStartWith("Execution Timeout Expired.");
    }

    [Fact]
    public async Task Soap_refuses_with_status_200()
    {
        Text(await SoapAsync("InsertInvoicePayment", "<InvoicePayment><PayInvoice>7</PayInvoice><PayMethod>409844</PayMethod><PayAccount>55166</PayAccount><PayAmount>1</PayAmount></InvoicePayment>"), "Status").ShouldBe("NO");
        Text(await SoapAsync("GetInvPayMethods", "", "wrong"), "StatusDetail").ShouldBe("Incorrect username or password");
        var paid = await SoapAsync("InsertInvoicePayment", "<InvoicePayment><PayID>0</PayID><PayInvoice>1042</PayInvoice><PayDate>2026-11-19T00:00:00</PayDate><PayNote>T-1</PayNote><PayMethod>409844</PayMethod><PayAccount>55166</PayAccount><PayAmount>120.00</PayAmount></InvoicePayment>");
        Text(paid, "Status").ShouldBe("OK");
        var read = await SoapAsync("GetInvoicePayment", "<InvoiceNumber>1042</InvoiceNumber>");
        (Text(read, "PayID"), Text(read, "PayAmount"), Text(read, "PayNote")).ShouldBe((Text(paid, "InsertInvoicePaymentResult"), "120.00", "T-1"));
    }

    [Fact]
    public async Task Whatever_was_answered_is_there_after_a_crash_and_numbers_go_on()
    {
        await CallAsync("POST", "invoices/bulk/payments", """{"Date":"2026-11-19","AccountId":55166,"Method":409844,"Comment":"T-1","PaymentItems":[{"ObjectNumber":1042,"Amount":120}]}""");
        await CallAsync("POST", "invoices/1042/notes", """{"Text":"N-1"}""");
        await CallAsync("POST", "journals", """{"JournalDate":"2026-11-19","Comment":"J-1","LineItems":[{"NominalCode":1200,"Debit":5,"Credit":0},{"NominalCode":1210,"Debit":0,"Credit":5}]}""");
        await CallAsync("DELETE", "journals/1");
        var copy = Path.Combine(folder, "copy.jsonl");
        await using (var from = new FileStream(host.Options.StateFile!, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        await using (var to = File.Create(copy))
            await from.CopyToAsync(to, Ct);
        await using var second = await SimulatorHost.StartAsync(host.Options with { StateFile = copy }, TimeProvider.System, Ct);

        second.KashFlow.Payments.ShouldBe(host.KashFlow.Payments);
        (second.KashFlow.Invoices[0].Due, second.KashFlow.Invoices[0].Notes[0], second.KashFlow.Journals.Count).ShouldBe((0m, "N-1", 0));
        second.Ledger.Requests.ShouldBe(host.Ledger.Requests);
        await second.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1043, "ACME01", 1m));
        await Should.ThrowAsync<InvalidOperationException>(() => second.KashFlow.AddInvoiceAsync(new KashFlowInvoice(1042, "ACME01", 1m)));
    }

    private async Task<(int Status, JsonNode? Body)> CallAsync(string method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.KashFlowBaseAddress, path));
        request.Headers.TryAddWithoutValidation("Authorization", $"KfToken {token}");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, Ct);
        var text = await response.Content.ReadAsStringAsync(Ct);
        return ((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    private async Task<string> SignInAsync(SimulatorHost at)
    {
        var first = (await CallAsync("POST", "sessiontoken", """{"UserName":"api@sandbox.test","Password":"sandbox-user-secret"}""")).Body!;
        foreach (var wanted in first["MemorableWordList"]!.AsArray())
            wanted!["Value"] = at.Options.KashFlowMemorableWord[(int)wanted["Position"]! - 1].ToString().ToUpperInvariant();
        var (status, second) = await CallAsync("PUT", "sessiontoken", new JsonObject { ["TemporaryToken"] = (string)first["TemporaryToken"]!, ["MemorableWordList"] = first["MemorableWordList"]!.DeepClone() }.ToJsonString());
        status.ShouldBe((int)HttpStatusCode.OK);
        return (string)second!["SessionToken"]!;
    }

    private async Task<XElement> SoapAsync(string method, string parameters, string password = "sandbox-api-secret")
    {
        using var content = new StringContent(
            $"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><{method} xmlns=\"KashFlow\"><UserName>api@sandbox.test</UserName><Password>{password}</Password>{parameters}</{method}></soap:Body></soap:Envelope>",
            Encoding.UTF8,
            "text/xml");
        using var response = await http.PostAsync(host.KashFlowSoapEndpoint, content, Ct);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return XElement.Parse(await response.Content.ReadAsStringAsync(Ct));
    }

    private static string? Text(XElement answer, string name) => answer.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;
}
