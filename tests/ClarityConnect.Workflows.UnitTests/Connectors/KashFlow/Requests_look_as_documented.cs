using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Connectors.KashFlow.Journals;
using ClarityConnect.Workflows.Connectors.KashFlow.Payments;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

/// <summary>Requests compared with the examples of the vendor's contract, and answers in each of its forms.</summary>
public sealed class Requests_look_as_documented
{
    private const string FirstStep = """
        {"TemporaryToken":"0b6d","MemorableWordList":[{"Position":2,"Value":""},{"Position":5,"Value":""},{"Position":8,"Value":""}],"MemorableWordPositions":"2,5,8","IsLockedOut":false,"CompanyId":1201,"PackageName":"Business"}
        """;

    private const string SecondStep = """{"SessionToken":"6f1e0a44-0000-0000-0000-000000000001","CompanyName":"Acme Ltd"}""";

    private const string Invoice = """
        {"Id":196172,"Number":1042,"CustomerCode":"ACME01","IssuedDate":"2026-11-10 12:00:00","DueDate":"2026-12-10T12:00:00+05:30","PaidDate":null,
         "Currency":{"Code":"GBP","ExchangeRate":1.0},"NetAmount":100.0,"VATAmount":20.0,"GrossAmount":120.0,"TotalPaidAmount":0.0,"DueAmount":120.0,"Status":"Unpaid",
         "LineItems":[{"Number":1,"NominalCode":4000,"Description":"Widgets","Quantity":10.0,"Rate":10.0,"VATLevel":20.0,"VATAmount":20.0}],"PaymentLines":[]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<int, string, FailureKind, FailureKind> Refusals => new()
    {
        { 400, """{"Error":"-2146232060","Message":"Execution Timeout Expired."}""", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 200, """{"Error":"-2146232060","Message":"Execution Timeout Expired."}""", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 500, """{"Error":"x","Message":"Transaction (Process ID 71) was deadlocked on lock resources"}""", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 400, """{"Error":"x","Message":"Transaction (Process ID 71) was deadlocked on lock resources"}""", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 500, "", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 504, "<html>", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 200, "<!DOCTYPE html><html>We will be back</html>", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 200, """{"Number":10""", FailureKind.Transient, FailureKind.OutcomeUnknown },
        { 400, """{"Error":"Whatever","Message":"Customer code is missing"}""", FailureKind.Rejected, FailureKind.Rejected },
        { 200, """{"Error":"Whatever","Message":"Customer code is missing"}""", FailureKind.Rejected, FailureKind.Rejected },
        { 403, "", FailureKind.Unauthorized, FailureKind.Unauthorized },
        { 405, """{"Message":"no"}""", FailureKind.Misconfigured, FailureKind.Misconfigured },
        { 404, "<html>", FailureKind.Misconfigured, FailureKind.Misconfigured },
        { 302, "", FailureKind.Misconfigured, FailureKind.Misconfigured },
        { 429, "", FailureKind.RateLimited, FailureKind.RateLimited },
    };

    [Fact]
    public async Task Sign_in_has_two_steps_and_every_call_carries_the_session()
    {
        using var http = new ScriptedHttp();
        var client = Client(http.Answer(FirstStep, HttpStatusCode.Created).Answer(SecondStep).Answer("[]"));
        await KashFlowSetup.CurrenciesAsync(client, Ct);

        http.Requests.Select(request => (request.Method.Method, request.Address.AbsoluteUri)).ShouldBe(
            [("POST", "https://api.kashflow.com/v2/sessiontoken"), ("PUT", "https://api.kashflow.com/v2/sessiontoken"), ("GET", "https://api.kashflow.com/v2/currencies")]);
        Same(http.Requests[0].Body, """{"UserName":"api@acme.test","Password":"s3cret"}""");
        Same(http.Requests[1].Body, """{"TemporaryToken":"0b6d","MemorableWordList":[{"Position":2,"Value":"u"},{"Position":5,"Value":"e"},{"Position":8,"Value":"l"}]}""");
        http.Requests[2].Message.Headers.Authorization!.ToString().ShouldBe("KfToken 6f1e0a44-0000-0000-0000-000000000001");
    }

    [Theory]
    [InlineData("IsLockedOut", "the user is locked")]
    [InlineData("SubscriptionExpired", "subscription has expired")]
    [InlineData("IsPackageRestricted", "package does not allow it")]
    [InlineData("HasTemporaryPassword", "temporary password")]
    [InlineData("Disabled", "switched off")]
    public async Task A_good_answer_that_says_no_is_a_no(string flag, string words)
    {
        using var http = new ScriptedHttp();
        var body = JsonNode.Parse(FirstStep)!;
        body[flag] = true;
        var failure = await Should.ThrowAsync<ActivityException>(() => Client(http.Answer(body.ToJsonString(), HttpStatusCode.Created)).SignInAsync(Ct));
        (failure.Kind, failure.VendorCode, failure.Message.Contains(words, StringComparison.Ordinal)).ShouldBe((FailureKind.Unauthorized, flag, true));
    }

    [Theory]
    [InlineData(400, "InvalidCredentials")]
    [InlineData(401, "AccountLocked")]
    [InlineData(400, "PasswordExpired")]
    public async Task A_refused_sign_in_is_about_who_we_are(int status, string code)
    {
        using var http = new ScriptedHttp();
        var failure = await Should.ThrowAsync<ActivityException>(
            () => Client(http.Answer($$"""{"Error":"{{code}}","Message":"No."}""", (HttpStatusCode)status)).SignInAsync(Ct));
        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.Unauthorized, code));
        http.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_overloaded_database_at_sign_in_is_of_the_moment()
    {
        using var http = new ScriptedHttp();
        http.Answer("""{"Error":"-2146232060","Message":"Execution Timeout Expired."}""", HttpStatusCode.BadRequest);
        (await Should.ThrowAsync<ActivityException>(() => Client(http).SignInAsync(Ct))).Kind.ShouldBe(FailureKind.Transient);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_answer_means_the_same_wherever_it_comes_but_a_write_may_have_been_done(int status, string body, FailureKind read, FailureKind write)
    {
        using var reading = new ScriptedHttp();
        SignedIn(reading).Answer(body, (HttpStatusCode)status);
        (await Should.ThrowAsync<ActivityException>(() => Client(reading).Rest.FindAsync("invoices/1", Ct))).Kind.ShouldBe(read);
        using var writing = new ScriptedHttp();
        SignedIn(writing).Answer(body, (HttpStatusCode)status);
        (await Should.ThrowAsync<ActivityException>(() => Client(writing).Rest.PostAsync("invoices", new JsonObject(), Ct))).Kind.ShouldBe(write);
    }

    [Fact]
    public async Task A_bulk_payment_looks_like_the_example()
    {
        using var http = new ScriptedHttp();
        SignedIn(http)
            .Answer("""[{"Id":409844,"Name":"Credit Card"}]""").Answer("""[{"Id":55166,"Name":"Opayo clearing"}]""")
            .Answer(Invoice).Answer("""{"Number":7}""", HttpStatusCode.Created)
            .Answer(Invoice.Replace("\"PaymentLines\":[]", """ "PaymentLines":[{"Id":9,"Date":"2026-11-19","Amount":120.0,"Note":"Opayo {A1B2} card 4242"}]""", StringComparison.Ordinal));
        var step = await new ActivityRun(new RecordPayment(), Ct).Connected(Client(http)).With(Payment).RunAsync();

        step.Outcomes.ShouldBe(["Recorded"]);
        http.Requests[5].Address.AbsolutePath.ShouldBe("/v2/invoices/bulk/payments");
        Same(http.Requests[5].Body, """
            {"Date":"2026-11-19 12:00:00","AccountId":55166,"Method":409844,"Comment":"Opayo {A1B2} card 4242","PaymentItems":[{"ObjectNumber":1042,"Amount":120.00}]}
            """);
    }

    [Fact]
    public async Task A_soap_payment_looks_like_the_example_and_its_refusal_is_read()
    {
        using var http = new ScriptedHttp();
        http.Answer(Soap("GetInvPayMethods", "<PaymentMethod><MethodID>4</MethodID><MethodName>Credit Card</MethodName></PaymentMethod>"))
            .Answer(Soap("GetBankAccounts", "<BankAccount><AccountID>55166</AccountID><AccountName>Opayo clearing</AccountName></BankAccount>"));
        SignedIn(http).Answer(Invoice).Answer("""
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
             <InsertInvoicePaymentResponse xmlns="KashFlow"><InsertInvoicePaymentResult>0</InsertInvoicePaymentResult><Status>NO</Status><StatusDetail>Invoice not found (simulator text)</StatusDetail></InsertInvoicePaymentResponse></soap:Body></soap:Envelope>
            """);
        var failure = await Should.ThrowAsync<ActivityException>(
            () => new ActivityRun(new RecordPayment(), Ct).Connected(Client(http, connection => connection.PaymentsBy = KashFlowService.Soap)).With(Payment).RunAsync());

        (failure.Kind, failure.VendorMessage).ShouldBe((FailureKind.Rejected, "Invoice not found (simulator text)"));
        http.Requests[5].Message.Headers.GetValues("SOAPAction").ShouldBe(["\"KashFlow/InsertInvoicePayment\""]);
        http.Requests[5].Address.ShouldBe(new Uri("https://securedwebapp.com/api/service.asmx"));
        Same(http.Xml(5), """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
             <InsertInvoicePayment xmlns="KashFlow"><UserName>api@acme.test</UserName><Password>s3cret</Password>
              <InvoicePayment><PayID>0</PayID><PayInvoice>1042</PayInvoice><PayDate>2026-11-19T00:00:00</PayDate><PayNote>Opayo {A1B2} card 4242</PayNote><PayMethod>4</PayMethod><PayAccount>55166</PayAccount><PayAmount>120.00</PayAmount></InvoicePayment>
             </InsertInvoicePayment></soap:Body></soap:Envelope>
            """);
    }

    [Fact]
    public async Task A_soap_journal_names_nominals_by_id_with_debits_above_zero()
    {
        using var http = new ScriptedHttp();
        SignedIn(http).Answer("""[{"Id":1,"Code":1210,"Name":"Clearing"},{"Id":2,"Code":1200,"Name":"Bank"}]""")
            .Answer("""{"Data":[],"MetaData":{"NextPageUrl":null}}""")
            .Answer(Soap("GetNominalCodes", "<NominalCode><id>1</id><Code>1210</Code></NominalCode><NominalCode><id>2</id><Code>1200</Code></NominalCode>"))
            .Answer(Soap("InsertJournal", "31"));
        var step = await new ActivityRun(new PostJournal(), Ct).Connected(Client(http)).With(new
        {
            Date = "2026-11-19",
            Title = "Card settlement",
            Reference = "S-1",
            Lines = new object[] { new { account = "1200", side = "Debit", amount = 98.5m, description = "Paid out" }, new { account = "1210", side = "Credit", amount = 98.5m } },
        }).RunAsync();

        step.Output<string>("Number").ShouldBe("31");
        Same(http.Xml(5), """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body>
             <InsertJournal xmlns="KashFlow"><UserName>api@acme.test</UserName><Password>s3cret</Password>
              <Jnl><DBID>0</DBID><JournalNumber>0</JournalNumber><JournalDate>2026-11-19T00:00:00</JournalDate><Comment>S-1 Card settlement</Comment><Lines>
               <anyType xsi:type="JournalLine"><NominalID>2</NominalID><Amount>98.5</Amount><Comment>Paid out</Comment><ProjId>0</ProjId></anyType>
               <anyType xsi:type="JournalLine"><NominalID>1</NominalID><Amount>-98.5</Amount><Comment></Comment><ProjId>0</ProjId></anyType>
              </Lines></Jnl></InsertJournal></soap:Body></soap:Envelope>
            """);
    }

    [Fact]
    public async Task The_next_page_of_another_host_is_not_followed()
    {
        using var http = new ScriptedHttp();
        SignedIn(http).Answer("""{"Data":[{"Code":"GBP"}],"MetaData":{"NextPageUrl":"https://evil.test/v2/currencies?page=2"}}""");
        (await Should.ThrowAsync<ActivityException>(() => KashFlowSetup.CurrenciesAsync(Client(http), Ct))).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    [Theory]
    [InlineData("TX-1", "TX-1 card", true)]
    [InlineData("TX-1", "paid by tx-1.", true)]
    [InlineData("{A1B2}", "Opayo {A1B2} card", true)]
    [InlineData("A1B2", "Opayo {A1B2} card", true)]
    [InlineData("TX-1", "TX-12 card", false)]
    [InlineData("TX-1", "TX-1-2 card", false)]
    [InlineData("TX-1", "TX-12 and TX-1", true)]
    [InlineData("TX-1", null, false)]
    public void A_reference_is_found_as_a_word_of_its_own(string reference, string? note, bool isThere) => ReferenceText.Holds(note, reference).ShouldBe(isThere);

    [Fact]
    public void A_note_that_is_too_long_loses_its_end_and_never_the_reference()
    {
        var note = ReferenceText.Write("TX-1", new string('x', 400) + "\nsecond line");
        (note.Length, note.StartsWith("TX-1 x", StringComparison.Ordinal), ReferenceText.Holds(note, "TX-1")).ShouldBe((250, true, true));
    }

    private static object Payment => new
    {
        InvoiceNumber = "1042", Amount = 120.00m, Date = "2026-11-19", Reference = "Opayo {A1B2}", Note = "card 4242", Method = "Credit Card", Account = "Opayo clearing",
    };

    private static KashFlowClient Client(ScriptedHttp http, Action<KashFlowConnection>? change = null)
    {
        var connection = new KashFlowConnection { UserName = "api@acme.test", Password = new Secret("s3cret"), CallsPerSecond = 50 };
        change?.Invoke(connection);
        // Positions 2, 5 and 8 of the word are u, e and l in the example.
        connection.MemorableWord = new Secret("xuxxexxl");
        return connection.CreateClient(http.Context(new JumpingClock()));
    }

    private static ScriptedHttp SignedIn(ScriptedHttp http) => http.Answer(FirstStep, HttpStatusCode.Created).Answer(SecondStep);

    private static string Soap(string method, string result) =>
        $"<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body><{method}Response xmlns=\"KashFlow\"><{method}Result>{result}</{method}Result><Status>OK</Status><StatusDetail/></{method}Response></soap:Body></soap:Envelope>";

    private static void Same(string actual, string expected) =>
        JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(actual), JsonSerializer.Deserialize<JsonElement>(expected)).ShouldBeTrue(actual);

    private static void Same(XElement actual, string expected)
    {
        var (left, right) = (Canonical(actual), Canonical(XElement.Parse(expected)));
        XNode.DeepEquals(left, right).ShouldBeTrue(left.ToString());
    }

    // Prefixes and declarations do not count, nor do blanks between elements.
    private static XElement Canonical(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal),
        element.HasElements ? element.Elements().Select(Canonical).ToArray<object>() : [element.Value]);
}
