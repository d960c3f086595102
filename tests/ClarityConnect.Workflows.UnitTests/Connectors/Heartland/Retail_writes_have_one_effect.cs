using ClarityConnect.Workflows.Connectors.Heartland.Retail;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Items;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Orders;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Heartland;

/// <summary>Every write is interrupted at each of its calls in turn, in each way in which an answer can be lost.</summary>
public sealed class Retail_writes_have_one_effect
{
    private static readonly Dictionary<string, Fault> Faults = new()
    {
        ["answer lost after commit"] = new(FaultKind.Drop) { AfterCommit = true },
        ["request lost"] = new(FaultKind.Drop),
        ["time-out after commit"] = new(FaultKind.Hang) { AfterCommit = true },
        ["500 after commit"] = new(FaultKind.ServerError) { AfterCommit = true, EmptyBody = true },
        ["503 before"] = new(FaultKind.ServerError) { Status = 503 },
        ["page of a gateway"] = new(FaultKind.HtmlPage),
        ["rate limit"] = new(FaultKind.RateLimited) { RetryAfter = TimeSpan.FromSeconds(1) },
    };

    private static readonly Dictionary<string, Write> Writes = new()
    {
        ["create customer"] = new(
            (run, activity, key, _) => run.With(((CreateCustomer)activity).Customer, Customer).With(((CreateCustomer)activity).Number, key),
            () => new CreateCustomer(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("customers").Where(row => row.GetProperty("public_id").GetString() == key)
                .ShouldHaveSingleItem().GetProperty("addresses").GetArrayLength().ShouldBe(2)),
        ["update customer"] = new(
            (run, activity, key, _) => run.With(((UpdateCustomer)activity).CustomerId, "100600")
                .With(((UpdateCustomer)activity).Changes, new { lastName = key, billingAddress = new { line1 = "1 New Road", city = "York" } }),
            () => new UpdateCustomer(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("customers").Single(row => row.GetProperty("id").GetInt64() == 100600).ShouldSatisfyAllConditions(
                row => row.GetProperty("last_name").GetString().ShouldBe(key), row => row.GetProperty("addresses").GetArrayLength().ShouldBe(1))),
        ["create item"] = new(
            (run, activity, key, _) => run.With(((CreateItem)activity).Item, new { sku = key, name = "Tea pot", price = 24.50m, cost = 9m, currency = "USD" }),
            () => new CreateItem(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("items").Where(row => row.GetProperty("public_id").GetString() == key).ShouldHaveSingleItem()),
        ["create order"] = new(
            (run, activity, key, _) => run.With(((CreateOrder)activity).Order, Order).With(((CreateOrder)activity).Reference, key).With(((CreateOrder)activity).StationId, $"{HeartlandTwin.Station}"),
            () => new CreateOrder(),
            (twin, key) => OrderOf(twin, key).ShouldSatisfyAllConditions(
                row => row.GetProperty("lines").GetArrayLength().ShouldBe(3), row => row.GetProperty("status").GetString().ShouldBe("open"), row => row.GetProperty("total").GetDecimal().ShouldBe(117.49m))),
        ["record payment"] = new(
            (run, activity, key, order) => run.With(((RecordPayment)activity).OrderId, order).With(((RecordPayment)activity).Amount, 117.49m).With(((RecordPayment)activity).PaymentTypeId, "2")
                .With(((RecordPayment)activity).Reference, key).With(((RecordPayment)activity).TransactionId, "3C9E1A52").With(((RecordPayment)activity).Processor, "Opayo"),
            () => new RecordPayment(),
            (twin, key) => OrderOf(twin, "O-" + key).ShouldSatisfyAllConditions(
                row => row.GetProperty("payments").GetArrayLength().ShouldBe(1), row => row.GetProperty("balance").GetDecimal().ShouldBe(0m),
                row => row.GetProperty("custom").GetProperty("transaction_id").GetString().ShouldBe("3C9E1A52"))) { NeedsOrder = true },
        ["fulfil order"] = new(
            (run, activity, _, order) => run.With(((FulfilOrder)activity).OrderId, order),
            () => new FulfilOrder(),
            (twin, key) =>
            {
                var order = OrderOf(twin, "O-" + key);
                order.GetProperty("status").GetString().ShouldBe("complete");
                twin.Host.Heartland.Holdings.Rows("inventory/transactions").Count(row => row.GetProperty("type").GetString() == "Invoice"
                    && twin.Host.Heartland.Holdings.Rows("sales/invoices").Any(invoice => invoice.GetProperty("order_id").GetInt64() == order.GetProperty("id").GetInt64()
                        && invoice.GetProperty("id").GetInt64() == row.GetProperty("source_id").GetInt64())).ShouldBe(3);
            }) { NeedsOrder = true },
        ["adjust stock"] = new(
            (run, activity, key, _) => Stock(run, (StockWrite)activity, key).With(((AdjustStock)activity).Lines, new[] { new { sku = "SKU-001", quantity = -2m }, new { sku = "SKU-002", quantity = 7m } }),
            () => new AdjustStock(),
            (twin, key) => Adjusted(twin, key).ShouldBe([-2m, 7m], ignoreOrder: true)),
        ["set stock"] = new(
            (run, activity, key, _) => Stock(run, (StockWrite)activity, key).With(((SetStock)activity).Levels, new[] { new { sku = "SKU-003", quantity = (decimal)key.GetHashCode(StringComparison.Ordinal) } }),
            () => new SetStock(),
            (twin, key) => twin.Host.Heartland.Holdings.OnHand(108003, HeartlandTwin.Location).ShouldBe(key.GetHashCode(StringComparison.Ordinal))),
        ["record sale"] = new(
            (run, activity, key, _) => run.With(((RecordSale)activity).Sale, Sale(key)),
            () => new RecordSale(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("sales/tickets").Where(row => row.GetProperty("public_id").GetString() == key).ShouldHaveSingleItem()),
        ["define custom field"] = new(
            (run, activity, key, _) => run.With(((DefineCustomField)activity).Group, "customer").With(((DefineCustomField)activity).Key, key),
            () => new DefineCustomField(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("custom_fields").Count(row => row.GetProperty("key").GetString() == key).ShouldBe(1)),
        ["set custom fields"] = new(
            (run, activity, key, _) => run.With(((SetCustomFields)activity).Kind, "Item").With(((SetCustomFields)activity).RecordId, "108004").With(((SetCustomFields)activity).Values, new { shelf = key }),
            () => new SetCustomFields(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("items").Single(row => row.GetProperty("id").GetInt64() == 108004).GetProperty("custom").GetProperty("shelf").GetString().ShouldBe(key)),
        ["register webhook"] = new(
            (run, activity, key, _) => run.With(((RegisterWebhook)activity).Address, $"https://clarity.example/webhooks/{key}").With(((RegisterWebhook)activity).Event, "item_updated"),
            () => new RegisterWebhook(),
            (twin, key) => twin.Host.Heartland.Holdings.Rows("webhooks").Count(row => row.GetProperty("url").GetString()!.EndsWith(key, StringComparison.Ordinal)).ShouldBe(1)),
    };

    private static object Customer => new
    {
        firstName = "Zoë", lastName = "Lang", email = "zoe@example.com", phone = "+1 212 555 0199",
        billingAddress = new { line1 = "5 Hudson Street", city = "New York", region = "NY", postalCode = "10013", countryCode = "US" }, shippingAddress = new { line1 = "6 Pier", city = "Hoboken" },
    };

    private static object Order => new
    {
        orderId = "", currency = "USD", customerId = "100601", locationId = $"{HeartlandTwin.Location}", shipping = 5m,
        lines = new object[]
        {
            new { sku = "SKU-001", quantity = 2, unitPrice = 18m }, new { productId = "108005", quantity = 1, unitPrice = 64m }, new { sku = "SKU-008", quantity = 1, unitPrice = 12.49m },
        },
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var write in Writes.Keys)
            {
                foreach (var fault in Faults.Keys)
                    cases.Add(write, fault);
            }

            return cases;
        }
    }

    public static TheoryData<string> WriteNames => [.. Writes.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Whatever_is_lost_the_effect_is_there_once(string write, string fault)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var interrupted = 0;
        for (var call = 1; ; call++)
        {
            var key = $"k{call}";
            var (activity, run) = await PrepareAsync(twin, write, key);
            var id = twin.Host.Faults.Set(Faults[fault] with { System = "retail", Operation = "P*", Every = call, Times = 1 });
            await HeartlandTwin.SettleAsync(activity, run);
            var fired = twin.Host.Faults.Faults.Single(state => state.Id == id).Fired;
            twin.Host.Faults.Clear();
            Writes[write].Judge(twin, key);
            twin.Host.Heartland.Holdings.CreatedTwice.ShouldBeEmpty();
            if (fired == 0)
                break;
            interrupted++;
        }

        interrupted.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(WriteNames))]
    public async Task The_same_twice_and_at_once_is_one(string write)
    {
        await using var twin = await HeartlandTwin.StartAsync();
        var client = twin.Retail();
        var runs = new List<ActivityRun>();
        for (var i = 0; i < 4; i++)
            runs.Add((await PrepareAsync(twin, write, "same", client)).Run);
        await Task.WhenAll(runs.Select(run => run.RunAsync()));
        await (await PrepareAsync(twin, write, "same")).Run.RunAsync();
        Writes[write].Judge(twin, "same");
        twin.Host.Heartland.Holdings.CreatedTwice.ShouldBeEmpty();
    }

    private static async Task<(Activity Activity, ActivityRun Run)> PrepareAsync(HeartlandTwin twin, string write, string key, HeartlandRetailClient? client = null)
    {
        client ??= twin.Retail();
        var order = "";
        if (Writes[write].NeedsOrder)
        {
            var create = new CreateOrder();
            var made = await HeartlandTwin.Run(create, client).With(create.Order, Order).With(create.Reference, "O-" + key).With(create.StationId, $"{HeartlandTwin.Station}").RunAsync();
            order = made.Output(create.OrderId);
        }

        var activity = Writes[write].Make();
        var run = HeartlandTwin.Run(activity, client);
        return (activity, Writes[write].Fill(run, activity, key, order));
    }

    private static ActivityRun Stock(ActivityRun run, StockWrite activity, string key) =>
        run.With(activity.LocationId, $"{HeartlandTwin.Location}").With(activity.ReasonId, "1").With(activity.Reference, key);

    private static List<decimal> Adjusted(HeartlandTwin twin, string key)
    {
        var set = twin.Host.Heartland.Holdings.Rows("inventory/adjustment_sets").Single(row => row.GetProperty("description").GetString() == "ClarityConnect " + key && row.GetProperty("status").GetString() == "complete").GetProperty("id").GetInt64();
        return [.. twin.Host.Heartland.Holdings.Rows("inventory/transactions").Where(row => row.GetProperty("type").GetString() == "Adjustment" && row.GetProperty("source_id").GetInt64() == set).Select(row => row.GetProperty("qty").GetDecimal())];
    }

    private static System.Text.Json.JsonElement OrderOf(HeartlandTwin twin, string reference) => twin.Host.Heartland.Holdings.Rows("sales/orders")
        .Where(row => row.GetProperty("custom").TryGetProperty("external_key", out var key) && key.GetString() == reference).ShouldHaveSingleItem();

    private static object Sale(string number) => new
    {
        saleId = "", number, stationId = $"{HeartlandTwin.Station}", customerId = "100601", completedAt = "2026-03-02T18:00:00Z", currency = "USD", tax = 3m,
        lines = new[] { new { kind = "Item", productId = "108001", quantity = 2, listPrice = 18m, unitPrice = 18m, amount = 36m } },
        payments = new[] { new { method = "external", amount = 39m, currency = "USD", paymentTypeId = "2", reference = "T-1" } },
    };

    private sealed record Write(Func<ActivityRun, Activity, string, string, ActivityRun> Fill, Func<Activity> Make, Action<HeartlandTwin, string> Judge)
    {
        public bool NeedsOrder { get; init; }
    }
}
