using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

public sealed class Retail_speaks_the_documented_wire : IDisposable
{
    private const string Nothing = """{"total":0,"pages":0,"results":[]}""";

    private readonly ScriptedHttp http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task A_sale_is_sent_as_the_vendors_import_sends_it()
    {
        http.Answer(Nothing).Answer("", HttpStatusCode.Created, ("Location", "/api/sales/tickets/120345"));
        http.Answer("""{"id":120345,"type":"Ticket","public_id":"WEB-10042","status":"complete","total":127.5,"lines":[],"payments":[]}""");
        var activity = new RecordSale();
        var run = await HeartlandTwin.Run(activity, Client(connection => connection.TransactionField = "opayo_transaction_id")).With(activity.Sale, new
        {
            saleId = "", number = "WEB-10042", stationId = "100003", customerId = "100612", completedAt = "2026-03-02T18:00:00Z", currency = "USD",
            lines = new object[]
            {
                new { kind = "Item", productId = "108028", quantity = 2, unitPrice = 60m, listPrice = 67.5m }, new { kind = "Tax", description = "Sales Tax", amount = 7.5m },
            },
            payments = new[] { new { method = "external", currency = "USD", amount = 127.5m, paymentTypeId = "7", description = "Opayo 3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4", reference = "3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4" } },
        }).RunAsync();
        run.Output(activity.TicketId).ShouldBe("120345");
        (http.Requests[1].Method, http.Requests[1].Address.AbsolutePath).ShouldBe((HttpMethod.Post, "/api/sales/tickets"));
        Same(http.Requests[1].Body, """
            {"public_id":"WEB-10042","station_id":100003,"customer_id":100612,"sales_rep":"Web","created_at":"2026-03-02T18:00:00Z","completed_at":"2026-03-02T18:00:00Z",
             "item_lines":[{"type":"ItemLine","item_id":108028,"qty":2,"unit_price":60.0,"original_unit_price":67.5}],
             "tax_lines":[{"type":"TaxLine","description":"Sales Tax","value":7.5}],
             "payments":[{"type":"Payments::ExternalPayment","description":"Opayo 3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4","deposit":false,"payment_type_id":7,"amount":127.5,"completed_at":"2026-03-02T18:00:00Z"}],
             "affect_inventory":true,"recalculate":false,"status":"complete","custom@opayo_transaction_id":"3C9E1A52-7B40-4D1E-9A6B-0F2D8C51E7A4","custom@external_key":"WEB-10042"}
            """);
    }

    [Fact]
    public void A_payment_on_an_order_is_a_deposit_with_reference_and_transaction() => Same(
        new PaymentPlan("7", "CC-1", 127.5m, "7") { TransactionId = "3C9E", Processor = "Opayo" }.Body(RetailNames.Default).ToJsonString(),
        """{"type":"CustomPayment","deposit":true,"amount":127.5,"payment_type_id":7,"description":"Opayo 3C9E","custom":{"external_key":"CC-1","transaction_id":"3C9E"}}""");

    [Fact]
    public void An_order_and_its_lines_look_as_documented()
    {
        var line = new OrderLine { Sku = "A", Quantity = 2, UnitPrice = 67.5m, Discount = 15m };
        var plan = new OrderPlan("WEB-1", new Order { OrderId = "", Currency = "USD", CustomerId = "100612", LocationId = "100005", Shipping = 4.90m, Lines = [line] }, "100003", true);
        Same(plan.Header(RetailNames.Default).ToJsonString(), """{"customer_id":100612,"station_id":100003,"source_location_id":100005,"shipping_charge":4.9,"custom":{"external_key":"WEB-1"}}""");
        Same(OrderPlan.Line(line, "108028").ToJsonString(), """{"item_id":108028,"qty":2,"adjusted_unit_price":60}""");
    }

    [Fact]
    public async Task Stock_is_adjusted_by_a_set_that_is_completed_last()
    {
        http.Answer(Nothing).Answer("""{"total":1,"pages":1,"results":[{"id":108028,"public_id":"A"}]}""");
        http.Answer("""{"total":1,"pages":1,"results":[{"item_id":108028,"location_id":100005,"qty_on_hand":7}]}""");
        http.Answer("", HttpStatusCode.Created, ("Location", "/api/inventory/adjustment_sets/55")).Answer("", HttpStatusCode.Created, ("Location", "/api/inventory/adjustment_sets/55/lines/1")).Answer("");
        var activity = new SetStock();
        var run = await HeartlandTwin.Run(activity, Client()).With(activity.LocationId, "100005").With(activity.ReasonId, "3").With(activity.Reference, "R-1")
            .With(activity.Levels, new[] { new { sku = "A", quantity = 5, unitCost = 31.10m } }).RunAsync();
        run.Output(activity.Result).ShouldBe(new StockPosting("55", 1, false));
        Uri.UnescapeDataString(http.Requests[2].Address.PathAndQuery).ShouldContain("inventory/values?page=1&per_page=200&sort[]=item_id&sort[]=location_id&group[]=item_id&group[]=location_id&exclude_empty_locations=false");
        Same(http.Requests[3].Body, """{"status":"pending","description":"ClarityConnect R-1","location_id":100005,"adjustment_reason_id":3}""");
        Same(http.Requests[4].Body, """{"item_id":108028,"qty":-2,"unit_cost":31.1}""");
        (http.Requests[5].Method, http.Requests[5].Address.AbsolutePath, http.Requests[5].Body).ShouldBe((HttpMethod.Put, "/api/inventory/adjustment_sets/55", """{"status":"complete"}"""));
    }

    [Theory]
    [InlineData("(212) 555-0101", 1)]
    [InlineData("+1 212 555 0101", 1)]
    [InlineData("2125550101", 1)]
    [InlineData("212 555 0191", 0)]
    public async Task Customers_are_found_by_telephone_however_it_is_written(string phone, int found)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var activity = new FindCustomers();
        var run = await HeartlandTwin.Run(activity, twin.Retail()).With(activity.Phone, phone).RunAsync();
        run.Output(activity.Result).Count.ShouldBe(found);
        run.Outcomes.ShouldBe([found > 0 ? "Found" : "Not found"]);
        if (found > 0)
            run.Output(activity.First).ShouldSatisfyAllConditions(c => c.CustomerId.ShouldBe("100601"), c => c.BillingAddress!.PostalCode.ShouldBe("10013"), c => c.Phone.ShouldBe("(212) 555-0101"));
    }

    [Theory]
    [InlineData("CUSTOMER1@example.com", "", "100601")]
    [InlineData("", "C-0002", "100602")]
    [InlineData("customer1@example.com", "C-0002", null)]
    public async Task Customers_are_found_by_mail_and_number(string email, string number, string? id)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var activity = new FindCustomers();
        var run = await HeartlandTwin.Run(activity, twin.Retail()).With(activity.Email, email).With(activity.Number, number).RunAsync();
        run.Output(activity.Result).Select(customer => customer.CustomerId).ShouldBe(id is null ? [] : [id]);
    }

    [Fact]
    public async Task A_number_that_belongs_to_somebody_else_is_refused()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var activity = new CreateCustomer();
        var run = HeartlandTwin.Run(activity, twin.Retail()).With(activity.Customer, new { lastName = "Other", email = "other@example.com" }).With(activity.Number, "C-0001");
        var failure = await Should.ThrowAsync<ActivityException>(run.RunAsync);
        (failure.Kind, failure.Message.Contains("customer1@example.com", StringComparison.Ordinal)).ShouldBe((FailureKind.Rejected, true));
    }

    [Fact]
    public async Task An_order_with_an_item_that_does_not_exist_makes_nothing()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var activity = new CreateOrder();
        var run = HeartlandTwin.Run(activity, twin.Retail()).With(activity.Reference, "W").With(activity.StationId, "100101")
            .With(activity.Order, new { orderId = "", currency = "USD", customerId = "100601", locationId = "100001", lines = new[] { new { sku = "NONE", quantity = 1, unitPrice = 1 } } });
        (await Should.ThrowAsync<ActivityException>(run.RunAsync)).ShouldSatisfyAllConditions(e => e.Kind.ShouldBe(FailureKind.InvalidData), e => e.Message.ShouldContain("'NONE'"));
        twin.Host.Heartland.Holdings.Rows("sales/orders").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(422, FailureKind.Rejected)]
    [InlineData(401, FailureKind.Unauthorized)]
    [InlineData(403, FailureKind.Unauthorized)]
    [InlineData(429, FailureKind.RateLimited)]
    [InlineData(500, FailureKind.OutcomeUnknown)]
    [InlineData(408, FailureKind.OutcomeUnknown)]
    public async Task What_a_write_is_answered_decides_what_happens_next(int status, FailureKind kind)
    {
        http.Answer(Nothing).Answer("""{"error":"validation_error","message":"Validation failed","details":{"email":["is invalid"]}}""", (HttpStatusCode)status, ("Retry-After", "7"));
        var activity = new CreateCustomer();
        var failure = await Should.ThrowAsync<ActivityException>(HeartlandTwin.Run(activity, Client()).With(activity.Customer, new { lastName = "A" }).With(activity.Number, "1").RunAsync);
        (failure.Kind, failure.RetryAfter).ShouldBe((kind, TimeSpan.FromSeconds(7)));
        failure.Message.ShouldContain("email is invalid");
    }

    [Fact]
    public async Task A_sign_in_code_is_exchanged_once_for_all_who_ask()
    {
        http.Answer("""{"access_token":"from-code","token_type":"Bearer","scope":"read"}""").Answer("""{"login":"a"}""").Answer("""{"login":"a"}""");
        var client = Client(connection =>
        {
            connection.Token = null;
            (connection.ClientId, connection.ClientSecret, connection.Code, connection.RedirectAddress) = ("app", new Secret("shh"), new Secret("c0de"), "https://clarity.example/back");
        });
        await Task.WhenAll(client.GetUserNameAsync(Token), client.GetUserNameAsync(Token));
        http.Requests[0].Body.ShouldBe("client_id=app&client_secret=shh&code=c0de&grant_type=authorization_code&redirect_uri=https%3A%2F%2Fclarity.example%2Fback");
        http.Requests.Skip(1).Select(request => request.Message.Headers.Authorization!.Parameter).ShouldBe(["from-code", "from-code"]);
    }

    [Fact]
    public async Task A_sign_in_code_that_was_used_up_says_what_to_do()
    {
        http.Answer("""{"error":"invalid_grant","message":"The code has expired"}""", HttpStatusCode.BadRequest);
        var client = Client(connection =>
        {
            connection.Token = null;
            (connection.ClientId, connection.ClientSecret, connection.Code, connection.RedirectAddress) = ("app", new Secret("shh"), new Secret("c0de"), "https://clarity.example/back");
        });
        var failure = await Should.ThrowAsync<ActivityException>(() => client.GetUserNameAsync(Token));
        (failure.Kind, failure.Message.Contains("works once", StringComparison.Ordinal), failure.Message.Contains("shh", StringComparison.Ordinal)).ShouldBe((FailureKind.Unauthorized, true, false));
    }

    private HeartlandRetailClient Client(Action<HeartlandRetailConnection>? change = null)
    {
        var connection = new HeartlandRetailConnection { BaseAddress = "https://acme.retail.heartland.us/api", Token = new Secret("secret"), CallsPerSecond = 100 };
        change?.Invoke(connection);
        return connection.CreateClient(http.Context(new JumpingClock()));
    }

    private static void Same(string actual, string expected) =>
        JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected)).ShouldBeTrue($"{actual}\nis not\n{expected}");
}
