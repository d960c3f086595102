using System.Net;
using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

public sealed class HeartlandRetailWireTests : IDisposable
{
    private const string Ticket = """
        {"id":120344,"type":"Ticket","public_id":"R1-120344","status":"Complete","completed?":true,"voided?":false,
         "station_id":100003,"source_location_id":100005,"customer_id":100612,"customer_name":"Ada Hill","sales_rep":"Derek",
         "subtotal":120.00,"original_subtotal":135.00,"total_discounts":15.00,"tax_total":7.50,"total":127.50,
         "total_paid":130.00,"balance":-2.50,"parent_transaction_id":null,
         "created_at":"2026-03-02T17:55:12Z","updated_at":"2026-03-02T18:01:44Z","completed_at":"2026-03-02T18:01:44Z","local_completed_at":"2026-03-02T13:01:44-05:00"
        """;

    private const string Lines = """
        {"total":4,"pages":1,"results":[
         {"id":1,"type":"ItemLine","item_id":108028,"item_description":"Fancy widget","qty":2,"original_unit_price":67.50,"adjusted_unit_price":60.00,"unit_price":60.00,"unit_cost":31.10,"price_adjustments":[{"id":60495,"delta_price":-7.50}]},
         {"id":2,"type":"TaxLine","description":"Sales Tax","value":7.50},
         {"id":3,"type":"ShippingLine","description":"Shipping","value":0},
         {"id":4,"type":"ItemLine","item_id":105398,"qty":1,"original_unit_price":0,"adjusted_unit_price":null,"price_adjustments":[]}]}
        """;

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_ticket_without_embedded_lines_is_completed_from_its_sub_resources()
    {
        http.Answer(Ticket + "}").Answer(Lines).Answer("""{"results":[{"id":9,"type":"CashPayment","payment_type_id":1,"amount":"130.00","status":"complete"}]}""");
        http.Answer("""{"results":[]}""");
        var sale = await Client().GetTicketAsync("120344", Token);

        (sale.Subtotal, sale.Discounts, sale.Tax, sale.Total, sale.Paid, sale.Change).ShouldBe((120m, 15m, 7.5m, 127.5m, 130m, 2.5m));
        (sale.IsComplete, sale.IsVoided, sale.IsReturn, sale.Number).ShouldBe((true, false, false, "R1-120344"));
        sale.LocalCompletedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 13, 1, 44, TimeSpan.FromHours(-5)));
        sale.Lines.Select(line => (line.Kind, line.Amount, line.Discount)).ShouldBe(
            [(SaleLineKind.Item, 120m, 15m), (SaleLineKind.Tax, 7.5m, 0m), (SaleLineKind.Shipping, 0m, 0m), (SaleLineKind.Item, 0m, 0m)]);
        sale.Payments.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            payment => payment.Method.ShouldBe("cash"), payment => payment.Amount.ShouldBe(130m), payment => payment.PaymentTypeId.ShouldBe("1"));
        http.Requests[0].Message.Headers.Authorization!.ToString().ShouldBe("Bearer secret");
        http.Requests[0].Address.AbsoluteUri.ShouldBe("https://acme.retail.heartland.us/api/sales/tickets/120344?_include%5B%5D=lines&_include%5B%5D=payments");
    }

    [Fact]
    public async Task Camel_case_and_snake_case_mean_the_same()
    {
        http.Answer("""{"id":7,"type":"Return","status":"complete","sourceLocationId":5,"stationId":3,"total":-50,"totalPaid":"-50.00","taxTotal":-2.5,"subtotal":-47.5,"completedAt":"2026-03-02T18:01:44+00:00","lines":[],"payments":[]}""");
        var sale = await Client().GetTicketAsync("7", Token);
        (sale.LocationId, sale.StationId, sale.Total, sale.Paid, sale.Change, sale.IsReturn).ShouldBe(("5", "3", -50m, -50m, 0m, true));
        sale.CompletedAt!.Value.Hour.ShouldBe(18);
    }

    [Fact]
    public async Task The_search_asks_for_a_little_more_than_it_gives()
    {
        http.Answer("""{"total":0,"pages":0,"results":[]}""");
        var from = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        await Client().ListTicketsAsync(new TicketSearch(from, from.AddHours(1)) { LocationId = "100005", StationIds = ["100003"] }, Token);
        Uri.UnescapeDataString(http.Requests[0].Address.Query).ShouldBe(
            "?page=1&per_page=500&sort[]=completed_at&sort[]=id&_include[]=lines&_include[]=payments"
            + """&_filter={"completed_at":{"$gte":"2026-03-02T09:58:00Z","$lte":"2026-03-02T11:02:00Z"},"source_location_id":100005,"station_id":{"$in":[100003]}}""");
    }

    [Theory]
    [InlineData("""{"pages":2,"results":[{"id":1}]}""", """{"pages":2,"results":[{"id":2}]}""", 2, 2)]
    [InlineData("""{"results":[{"id":1}]}""", """{"results":[]}""", 1, 2)]
    [InlineData("""{"results":[{"id":1},{"id":2}]}""", """{"results":[{"id":1},{"id":2}]}""", 2, 2)]
    [InlineData("""{"pages":1,"results":[{"id":1}]}""", null, 1, 1)]
    [InlineData("""[{"id":1},{"id":2}]""", null, 2, 1)]
    public async Task Reading_stops_at_the_last_page_an_empty_page_or_a_page_without_news(string first, string? second, int rows, int calls)
    {
        http.Answer(first);
        if (second is not null)
            http.Answer(second);
        (await Client().ListLocationsAsync(Token)).Count.ShouldBe(rows);
        http.Requests.Count.ShouldBe(calls);
    }

    [Fact]
    public async Task Whoever_stops_reading_leaves_no_failure_behind()
    {
        http.Answer("""{"pages":3,"results":[{"id":1,"status":"complete","completed_at":"2026-03-02T10:00:00Z","lines":[],"payments":[]}]}""");
        http.Throw(new HttpRequestException(HttpRequestError.ConnectionError, "Gone."));
        var from = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        await foreach (var sale in Client().ReadTicketsAsync(new TicketSearch(from, from.AddHours(1)), Token))
        {
            sale.SaleId.ShouldBe("1");
            break;
        }
    }

    [Fact]
    public async Task A_page_that_fails_on_its_way_fails_the_list_after_the_rows_before_it()
    {
        http.Answer("""{"pages":2,"results":[{"id":1,"status":"complete","completed_at":"2026-03-02T10:00:00Z","lines":[],"payments":[]}]}""");
        http.Answer("<html>Maintenance</html>");
        var from = new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
        var read = new List<string>();
        var failure = await Should.ThrowAsync<ActivityException>(async () =>
        {
            await foreach (var sale in Client().ReadTicketsAsync(new TicketSearch(from, from.AddHours(1)), Token))
                read.Add(sale.SaleId);
        });
        (failure.Kind, read.Count).ShouldBe((FailureKind.Transient, 1));
        failure.Message.ShouldContain("it is not JSON");
    }

    [Theory]
    [InlineData("""{"error":"validation_error","message":"Validation failed","details":{"email":["is invalid"],"qty":["must be a whole number"]}}""")]
    [InlineData("""{"error":"validation_error","message":"Validation failed","errors":{"email":["is invalid"],"qty":["must be a whole number"]}}""")]
    public async Task A_refusal_names_the_fields(string body)
    {
        http.Answer(body, HttpStatusCode.UnprocessableEntity);
        var failure = await Should.ThrowAsync<ActivityException>(() => Client().ListLocationsAsync(Token));
        (failure.Kind, failure.VendorCode).ShouldBe((FailureKind.Rejected, "validation_error"));
        failure.Message.ShouldContain("email is invalid; qty must be a whole number");
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_refusal_without_a_body_is_told_by_its_status()
    {
        http.Answer("", HttpStatusCode.Forbidden).Throw(new HttpRequestException(HttpRequestError.NameResolutionError, "No such host."));
        (await Should.ThrowAsync<ActivityException>(() => Client().ListLocationsAsync(Token))).Kind.ShouldBe(FailureKind.Unauthorized);
        (await Should.ThrowAsync<ActivityException>(() => Client().ListLocationsAsync(Token))).Message.ShouldContain("Nothing was sent");
    }

    [Theory]
    [InlineData("CreditCardPayment", "VISA", null, "card", "visa")]
    [InlineData("CreditCardPayment", "Kreditkarte", "MC", "card", "mastercard")]
    [InlineData("Payments::ExternalPayment", "Opayo 3C9E1A52", null, "external", null)]
    [InlineData("Payments::ExternalPayment", "American Express", null, "card", "amex")]
    [InlineData("GiftCardPayment", "Gift card", null, "giftcard", null)]
    [InlineData("CashPayment", "Cash", null, "cash", null)]
    [InlineData("CustomPayment", "House account", null, "custom", null)]
    [InlineData("CreditCardPayment", null, null, "card", null)]
    public async Task The_way_to_pay_is_recognized(string type, string? description, string? cardType, string method, string? card)
    {
        var payment = System.Text.Json.JsonSerializer.Serialize(new { id = 1, type, description, card_type = cardType, amount = 1 });
        http.Answer(Ticket + ",\"lines\":[],\"payments\":[" + payment + "]}");
        var read = (await Client().GetTicketAsync("1", Token)).Payments[0];
        (read.Method, read.CardType).ShouldBe((method, card));
    }

    [Theory]
    [InlineData("http://acme.retail.heartland.us/api/", "secret", 4)]
    [InlineData("acme", "secret", 4)]
    [InlineData("https://acme.retail.heartland.us/api/", "", 4)]
    [InlineData("https://acme.retail.heartland.us/api/", "secret", 0)]
    public void A_connection_that_cannot_work_says_so_at_once(string address, string token, int callsPerSecond)
    {
        var connection = new HeartlandRetailConnection { BaseAddress = address, Token = new Secret(token), CallsPerSecond = callsPerSecond };
        Should.Throw<ActivityException>(() => connection.CreateClient(http.Context())).Kind.ShouldBe(FailureKind.Misconfigured);
    }

    private HeartlandRetailClient Client() => new HeartlandRetailConnection
    {
        BaseAddress = "https://acme.retail.heartland.us/api", Token = new Secret("secret"), CallsPerSecond = 100,
    }.CreateClient(http.Context());
}
