using System.Text;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

public sealed class Retail_changes_start_workflows
{
    private static readonly DateTimeOffset Evening = new(2026, 3, 3, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_sale_is_one_event_however_often_it_is_told_and_by_whichever_way()
    {
        await using var twin = await HeartlandTwin.StartAsync(40);
        var sale = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.Tickets.First(ticket => !ticket.Voided && ticket.Total > 0);
        var hint = $$"""{"id":{{sale.Id}},"type":"Ticket","status":"complete","total":1.00}""";
        var first = await HeartlandTwin.ReceiveAsync(new SaleCompleted(), twin.Retail(), Post(hint));
        var again = await HeartlandTwin.ReceiveAsync(new SaleCompleted(), twin.Retail(), Post(hint.Replace("1.00", "999", StringComparison.Ordinal)));
        again.Events.ShouldHaveSingleItem().Id.ShouldBe(first.Events.ShouldHaveSingleItem().Id);
        // What the call says of money is not believed.
        ((Sale)first.Events[0].Payload!).Total.ShouldBe(sale.Total);
        var found = await HeartlandTwin.PollAsync(new SaleCompletedCheck(), twin.Retail(), null, Evening, (new SaleCompletedCheck().FirstLookBack, null));
        (await PollDayAsync(new SaleCompletedCheck(), twin)).Events.Select(e => e.Id).ShouldContain(first.Events[0].Id);
        found.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Sales_refunds_and_voids_are_told_apart()
    {
        await using var twin = await HeartlandTwin.StartAsync(60);
        var tickets = twin.Host.Heartland.FindDay(HeartlandTwin.Day)!.Tickets;
        (await PollDayAsync(new SaleCompletedCheck(), twin)).Events.Count.ShouldBe(tickets.Count(t => !t.Voided && !t.IsReturn && t.Total >= 0));
        (await PollDayAsync(new RefundGivenCheck(), twin)).Events.Count.ShouldBe(tickets.Count(t => !t.Voided && (t.IsReturn || t.Total < 0)));
        (await PollDayAsync(new SaleVoidedCheck(), twin)).Events.Count.ShouldBe(tickets.Count(t => t.Voided));
        var refund = tickets.First(t => t.IsReturn);
        (await HeartlandTwin.ReceiveAsync(new SaleCompleted(), twin.Retail(), Post($$"""{"id":{{refund.Id}},"type":"Return"}"""))).Events.ShouldBeEmpty();
        (await HeartlandTwin.ReceiveAsync(new RefundGiven(), twin.Retail(), Post($$"""{"id":{{refund.Id}},"type":"Return"}"""))).Events.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Polls_overlap_and_go_on_where_they_stopped()
    {
        await using var twin = await HeartlandTwin.StartAsync(40);
        var first = await PollDayAsync(new SaleCompletedCheck(), twin);
        var second = await HeartlandTwin.PollAsync(new SaleCompletedCheck(), twin.Retail(), first.Cursor, Evening);
        second.Events.Count.ShouldBeLessThan(first.Events.Count);
        second.Events.Select(e => e.Id).ShouldBeSubsetOf(first.Events.Select(e => e.Id));
        second.Cursor.ShouldBe(first.Cursor);
    }

    [Theory]
    [InlineData("key=right", 200)]
    [InlineData("key=wrong", 401)]
    [InlineData("", 401)]
    public async Task A_call_without_the_key_is_refused(string query, int status)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var trigger = new CustomerChanged();
        var result = await HeartlandTwin.ReceiveAsync(trigger, twin.Retail(), Post("""{"id":100601,"first_name":"Ada","email":"x@example.com"}""", query), (trigger.Key, "right"));
        result.Reply.Status.ShouldBe(status);
        result.Events.Count.ShouldBe(status == 200 ? 1 : 0);
        twin.Host.Ledger.Requests.Count.ShouldBe(status == 200 ? 1 : 0);
    }

    [Theory]
    [InlineData("not json", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"id":999,"first_name":"Forged"}""", 200)]
    [InlineData("""{"id":108001,"type":"Ticket","total":5}""", 200)]
    public async Task Forged_and_foreign_calls_start_nothing(string body, int status)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var result = await HeartlandTwin.ReceiveAsync(new CustomerChanged(), twin.Retail(), Post(body));
        (result.Reply.Status, result.Events.Count).ShouldBe((status, 0));
    }

    [Fact]
    public async Task Our_own_customer_is_no_news_until_a_person_edits_it()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var create = new CreateCustomer();
        var made = (await HeartlandTwin.Run(create, twin.Retail())
            .With(create.Customer, new { firstName = "Zoë", lastName = "Lang", email = "zoe@example.com", phone = "212 555 0199", billingAddress = new { line1 = "5 Hudson Street", city = "New York" }, customFields = new { tier = "gold" } })
            .With(create.Number, "CRM-7").RunAsync()).Output(create.Result);
        made.CustomFields.ShouldBe(new Dictionary<string, string> { ["tier"] = "gold" });
        var hint = Post($$"""{"id":{{made.CustomerId}},"first_name":"Zoë","email":"zoe@example.com"}""");
        (await HeartlandTwin.ReceiveAsync(new CustomerChanged(), twin.Retail(), hint)).Events.ShouldBeEmpty();
        (await ChangedCustomersAsync(twin)).ShouldNotContain(made.CustomerId);
        var all = new CustomerChanged();
        (await HeartlandTwin.ReceiveAsync(all, twin.Retail(), hint, (all.IncludeOwn, true))).Events.Count.ShouldBe(1);

        await EditAsync(twin, $"customers/{made.CustomerId}", """{"last_name":"Lang-Park"}""");
        (await HeartlandTwin.ReceiveAsync(new CustomerChanged(), twin.Retail(), hint)).Events.ShouldHaveSingleItem().Payload.ShouldBeOfType<Customer>().LastName.ShouldBe("Lang-Park");
        (await ChangedCustomersAsync(twin)).ShouldContain(made.CustomerId);

        var update = new UpdateCustomer();
        await HeartlandTwin.Run(update, twin.Retail()).With(update.CustomerId, made.CustomerId).With(update.Changes, new { lastName = "Park", phone = "2125550100" }).RunAsync();
        (await HeartlandTwin.ReceiveAsync(new CustomerChanged(), twin.Retail(), hint)).Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_own_items_orders_and_stock_are_no_news()
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var client = twin.Retail();
        var item = new CreateItem();
        await HeartlandTwin.Run(item, client).With(item.Item, new { sku = "TP-1", name = "Tea pot", price = 24.50m, currency = "USD" }).RunAsync();
        var order = new CreateOrder();
        var made = (await HeartlandTwin.Run(order, client).With(order.Reference, "WEB-1").With(order.StationId, "100101")
            .With(order.Order, new { orderId = "", currency = "USD", customerId = "100601", locationId = "100001", lines = new[] { new { sku = "TP-1", quantity = 1, unitPrice = 24.50m } } }).RunAsync()).Output(order.OrderId);
        var pay = new RecordPayment();
        await HeartlandTwin.Run(pay, client).With(pay.OrderId, made).With(pay.Amount, 24.50m).With(pay.PaymentTypeId, "2").With(pay.Reference, "PAY-1").With(pay.TransactionId, "T-1").RunAsync();
        var stock = new AdjustStock();
        await HeartlandTwin.Run(stock, client).With(stock.LocationId, "100001").With(stock.ReasonId, "1").With(stock.Reference, "A-1").With(stock.Lines, new[] { new { sku = "TP-1", quantity = 3 } }).RunAsync();
        var now = TimeProvider.System.GetUtcNow();
        (await HeartlandTwin.PollAsync(new ItemChangedCheck(), client, null, now)).Events.ShouldBeEmpty();
        (await HeartlandTwin.PollAsync(new OrderChangedCheck(), client, null, now)).Events.ShouldBeEmpty();
        (await HeartlandTwin.PollAsync(new StockChangedCheck(), client, null, now)).Events.ShouldBeEmpty();

        await EditAsync(twin, $"sales/orders/{made}", """{"shipping_charge":4}""");
        (await HeartlandTwin.PollAsync(new OrderChangedCheck(), client, null, now)).Events.ShouldHaveSingleItem().Payload.ShouldBeOfType<Order>().Total.ShouldBe(28.50m);
        var fulfil = new FulfilOrder();
        await HeartlandTwin.Run(fulfil, client).With(fulfil.OrderId, made).RunAsync();
        var moved = (await HeartlandTwin.PollAsync(new StockChangedCheck(), client, null, now)).Events.ShouldHaveSingleItem().Payload.ShouldBeOfType<StockLevel>();
        (moved.Sku, moved.OnHand, moved.LocationId).ShouldBe(("TP-1", 2m, "100001"));
    }

    private static async Task<IEnumerable<string>> ChangedCustomersAsync(HeartlandTwin twin) =>
        (await HeartlandTwin.PollAsync(new CustomerChangedCheck(), twin.Retail(), null, TimeProvider.System.GetUtcNow())).Events.Select(e => ((Customer)e.Payload!).CustomerId);

    private static Task<PollResult> PollDayAsync(TicketCheck trigger, HeartlandTwin twin) => HeartlandTwin.PollAsync(trigger, twin.Retail(), null, Evening, (trigger.FirstLookBack, "1.12:00:00"));

    // A person at the till, who knows of no mark.
    private static async Task EditAsync(HeartlandTwin twin, string path, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(twin.Host.RetailBaseAddress, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", $"Bearer {twin.Host.Options.RetailToken}");
        (await http.SendAsync(request, HeartlandTwin.Token)).EnsureSuccessStatusCode();
    }

    private static WebhookRequest Post(string body, string query = "") => new()
    {
        Method = "POST",
        Address = new Uri("https://clarity.example/webhooks/heartland"),
        Headers = new Dictionary<string, string>(),
        Query = query.Split('&', StringSplitOptions.RemoveEmptyEntries).ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]),
        Body = Encoding.UTF8.GetBytes(body),
    };
}
