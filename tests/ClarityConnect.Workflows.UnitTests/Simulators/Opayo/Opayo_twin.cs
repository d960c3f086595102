using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Opayo;
using ClarityConnect.Workflows.Simulators.Opayo.Notifications;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Simulators.Opayo;

public sealed class Opayo_twin : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private readonly Clock clock = new();
    private SimulatorHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await SimulatorHost.StartAsync(new SimulatorOptions(), clock, Token);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_registers_a_card_and_its_number_is_kept_nowhere()
    {
        var session = (string)(await SendAsync("POST", "merchant-session-keys", """{"vendorName":"claritysandbox"}""", 201))["merchantSessionKey"]!;
        var card = await SendAsync("POST", "card-identifiers", """{"cardDetails":{"cardholderName":"SUCCESSFUL","cardNumber":"4929000000006","expiryDate":"1227","securityCode":"123"}}""", 201, $"Bearer {session}");
        ((string)card["cardType"]!).ShouldBe("Visa");
        var paid = await SendAsync("POST", "transactions", Payment("C-1", session, (string)card["cardIdentifier"]!), 201);
        ((string)paid["paymentMethod"]!["card"]!["lastFourDigits"]!).ShouldBe("0006");
        paid.ContainsKey("vendorTxCode").ShouldBeFalse();
        // One session serves one card once.
        ((int)(await SendAsync("POST", "transactions", Payment("C-2", session, (string)card["cardIdentifier"]!), 422))["errors"]![0]!["code"]!).ShouldBe(1011);
        (await SendAsync("GET", $"merchant-session-keys/{session}", null, 404))["code"]!.GetValue<int>().ShouldBe(1006);
        host.Opayo.Transactions.ShouldHaveSingleItem().ToString().ShouldNotContain("4929000000006");
    }

    [Fact]
    public async Task A_session_ends_after_400_seconds()
    {
        var session = (string)(await SendAsync("POST", "merchant-session-keys", """{"vendorName":"claritysandbox"}""", 201))["merchantSessionKey"]!;
        clock.Now += TimeSpan.FromSeconds(401);
        await SendAsync("GET", $"merchant-session-keys/{session}", null, 404);
        await SendAsync("POST", "card-identifiers", "{}", 401, $"Bearer {session}");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var answer = await SendAsync("POST", "transactions", """{"transactionType":"Payment","vendorTxCode":"a b","amount":1.5,"currency":"XXX","description":"","settlementReferenceText":"1234567890123456789012345678901"}""", 422);

        answer["errors"]!.AsArray().Select(error => ((int)error!["code"]!, (string)error["property"]!)).ShouldBe(
        [
            (1005, "vendorTxCode"), (1016, "amount"), (1010, "currency"), (1015, "description"), (1003, "customerFirstName"), (1003, "customerLastName"), (1003, "billingAddress"),
            (1004, "settlementReferenceText"), (1003, "paymentMethod.card.cardIdentifier"), (1003, "paymentMethod.card.merchantSessionKey"), (1003, "strongCustomerAuthentication.notificationURL"),
        ]);
        host.Opayo.Transactions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 1001)]
    [InlineData("Basic d3Jvbmc6d3Jvbmc=", 1002)]
    public async Task Nobody_gets_in_without_the_key(string authorization, int code) =>
        ((int)(await SendAsync("GET", "transactions/1", null, 401, authorization))["code"]!).ShouldBe(code);

    [Fact]
    public async Task A_reference_is_taken_once_whatever_for()
    {
        var sale = await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "C-1", Amount = 10 });
        var card = await host.Opayo.AddCardAsync(new OpayoCard());
        var same = await SendAsync("POST", "transactions", Payment("C-1", card.MerchantSessionKey!, card.CardIdentifier!), 422);
        ((string)same["status"]!, (string)same["statusCode"]!).ShouldBe(("Invalid", "4001"));
        var refund = await SendAsync("POST", "transactions", $$"""{"transactionType":"Refund","referenceTransactionId":"{{sale.TransactionId}}","vendorTxCode":"C-1","amount":10,"description":"x"}""", 422);
        ((string)refund["statusCode"]!).ShouldBe("4042");
    }

    [Fact]
    public async Task After_a_void_the_status_is_still_ok()
    {
        var sale = await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "C-1", Amount = 10 });
        ((int)(await SendAsync("GET", $"transactions/{sale.TransactionId}/instructions", null, 404))["code"]!).ShouldBe(1019);
        var done = await SendAsync("POST", $"transactions/{sale.TransactionId}/instructions", """{"instructionType":"void"}""", 201);
        ((string)done["date"]!).ShouldBe("2026-03-02T10:00:00.000+00:00");
        var read = await SendAsync("GET", $"transactions/{sale.TransactionId}", null, 200);
        ((string)read["status"]!, (string)read["statusCode"]!, (long)read["retrievalReference"]!).ShouldBe(("Ok", "2005", 0));
        ((int)(await SendAsync("POST", $"transactions/{sale.TransactionId}/instructions", """{"instructionType":"void"}""", 403))["code"]!).ShouldBe(1014);
    }

    [Fact]
    public async Task The_banks_page_hands_the_response_to_the_browser()
    {
        var card = await host.Opayo.AddCardAsync(new OpayoCard { Cardholder = "CHALLENGE" });
        var challenge = await SendAsync("POST", "transactions", Payment("C-1", card.MerchantSessionKey!, card.CardIdentifier!), 202);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["creq"] = (string)challenge["cReq"]!, ["threeDSSessionData"] = "C-1" });
        using var page = await http.PostAsync((string)challenge["acsUrl"]!, form, Token);
        var html = await page.Content.ReadAsStringAsync(Token);
        var id = (string)challenge["transactionId"]!;
        html.ShouldContain($"name=\"cres\" value=\"{host.Opayo.ChallengeResponse(id)}\"");
        html.ShouldContain("name=\"threeDSSessionData\" value=\"C-1\"");
        await SendAsync("POST", $"transactions/{id}/3d-secure-challenge", """{"cRes":"nonsense"}""", 422);
        ((string)(await SendAsync("POST", $"transactions/{id}/3d-secure-challenge", $$"""{"cRes":"{{host.Opayo.ChallengeResponse(id)}}"}""", 201))["status"]!).ShouldBe("Ok");
    }

    [Fact]
    public async Task Midnight_in_london_settles_the_day_and_american_express_apart()
    {
        clock.Now = new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero);
        await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "A", Amount = 10 });
        await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "B", Amount = 5, CardType = "AmericanExpress" });
        await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "C", Amount = 7, Type = "Deferred" });
        // Half an hour later it is the next day in London, and still this day in UTC.
        clock.Now += TimeSpan.FromMinutes(45);
        await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "D", Amount = 3 });

        host.Opayo.Batches.Select(batch => (batch.BatchId, batch.Acquirer, batch.Day, batch.TransactionIds.Count)).ShouldBe(
            [(4711, "Elavon", new DateOnly(2026, 7, 1), 1), (4712, "American Express", new DateOnly(2026, 7, 1), 1)]);
        host.Opayo.Batches[0].CompletedAt.ShouldBe(new DateTimeOffset(2026, 7, 1, 23, 14, 9, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("<vspaccess", "0001")]
    [InlineData("<other/>", "0002")]
    [InlineData("<vspaccess><command>version</command><vendor>claritysandbox</vendor></vspaccess>", "0009")]
    [InlineData("<vspaccess><command>version</command><vendor>other</vendor><user>reportuser</user></vspaccess>", "0008")]
    [InlineData("<vspaccess><command>version</command><vendor>claritysandbox</vendor><user>reportuser</user><signature>00</signature></vspaccess>", "0010")]
    public async Task A_report_that_is_asked_for_badly_is_refused_by_its_number(string xml, string code)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["XML"] = xml });
        using var answer = await http.PostAsync(host.OpayoReportingEndpoint, form, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain($"<errorcode>{code}</errorcode>");
    }

    [Fact]
    public async Task What_was_done_twice_shows()
    {
        foreach (var code in new[] { "A-1", "A-2" })
            await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = code, Description = "Order A", Amount = 10 });
        host.Opayo.Doubles.ShouldHaveSingleItem().VendorTxCodes.ShouldBe(["A-1", "A-2"]);
    }

    [Fact]
    public async Task Equal_options_make_equal_days()
    {
        var day = new OpayoDay { Day = new DateOnly(2026, 3, 1), Payments = 60, Refunds = 5 };
        var first = await host.Opayo.AddDayAsync(day);
        (await host.Opayo.AddDayAsync(day)).ShouldBe(first);
        host.Opayo.Transactions.Count.ShouldBe(65);
        await using var other = await SimulatorHost.StartAsync(new SimulatorOptions(), clock, Token);
        (await other.Opayo.AddDayAsync(day)).ShouldBe(first);
        first.Select(expected => expected.Currency).Distinct().Order().ShouldBe(["EUR", "GBP"]);
        first.Sum(expected => expected.Refunds).ShouldBe(5);
    }

    [Fact]
    public async Task A_callback_that_answers_badly_costs_the_payment()
    {
        var sale = await host.Opayo.AddTransactionAsync(new OpayoSale { VendorTxCode = "A", Amount = 10 });
        var replies = await host.Opayo.NotifyAsync(sale.TransactionId, new Uri(host.ControlBaseAddress, "nothing"), new NotificationDelivery { Times = 2 }, Token);
        replies.Select(reply => reply.HttpStatus).ShouldBe([404, 404]);
        host.Opayo.Find("A")!.State.ShouldBe(OpayoState.BadlyAnswered);
    }

    [Fact]
    public async Task What_was_answered_is_there_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("opayo-");
        try
        {
            var options = new SimulatorOptions { StateFile = Path.Combine(folder.FullName, "state.jsonl") };
            IReadOnlyList<OpayoTransaction> before;
            await using (var first = await SimulatorHost.StartAsync(options, clock, Token))
            {
                await first.Opayo.AddDayAsync(new OpayoDay { Day = new DateOnly(2026, 3, 1), Payments = 10 });
                await first.Opayo.AddCardAsync(new OpayoCard { CardIdentifier = "stored", Reusable = true });
                await first.Opayo.SettleAsync(new DateOnly(2026, 3, 1));
                before = first.Opayo.Transactions;
            }

            await using var second = await SimulatorHost.StartAsync(options, clock, Token);
            second.Opayo.Transactions.Select(Line).ShouldBe(before.Select(Line));
            second.Opayo.Batches.Sum(batch => batch.TransactionIds.Count).ShouldBe(12);
            second.Opayo.Books.FindCard("stored").ShouldNotBeNull();
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static string Line(OpayoTransaction transaction) => $"{transaction.TransactionId} {transaction.VendorTxCode} {transaction.State} {transaction.Amount} {transaction.BatchId} {transaction.CapturedAt:O}";
    }

    private static string Payment(string code, string session, string card) => $$"""
        {"transactionType":"Payment","paymentMethod":{"card":{"merchantSessionKey":"{{session}}","cardIdentifier":"{{card}}"} },
         "vendorTxCode":"{{code}}","amount":1000,"currency":"GBP","description":"Order","customerFirstName":"Ada","customerLastName":"Hill",
         "billingAddress":{"address1":"88 High Road","city":"Leeds","postalCode":"LS1 4AB","country":"GB"},
         "strongCustomerAuthentication":{"notificationURL":"https://shop.example/3ds"} }
        """;

    private async Task<JsonObject> SendAsync(string method, string path, string? body, int status, string? authorization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.OpayoPiBaseAddress, path));
        authorization ??= "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{host.Options.OpayoIntegrationKey}:{host.Options.OpayoIntegrationPassword}"));
        if (authorization.Length > 0)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        ((int)answer.StatusCode).ShouldBe(status, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
