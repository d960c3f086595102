using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Heartland;
using ClarityConnect.Workflows.Simulators.SagePro;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>
/// A chain of shops in the United States: tills and card gateway of Heartland, general ledger in Intacct, goods, customers, orders and a second ledger in Sage Pro, a data
/// warehouse. Its Sage Pro is not to be reached for the first hour, one sales account does not exist, and vendors fail at night.
/// </summary>
internal sealed class Groceries(SimulatorHost simulators, DemoOptions options, string folder, DateOnly day, DayClock clock)
    : Company("groceries", "Hudson Groceries", simulators, day, clock)
{
    private const string Settlement = "heartland-settlement-to-intacct-gl";
    private const string NewItem = "TRAY-01";
    private const string TillOrder = "WEB-7001";
    private SimulatedDatabase? warehouse;
    private DayExpectation? expectation;
    private DayPeople? people;
    private string shipped = "";
    private string voided = "";

    public override IReadOnlyList<string> Templates =>
    [
        Settlement, "heartland-settlement-to-sagepro-gl", "heartland-payroll-to-intacct", "sagepro-products-and-stock-to-heartland",
        "sagepro-heartland-customers-and-orders", "sagepro-customers-to-heartland", "sagepro-orders-to-heartland", "daily-figures-to-warehouse", "alert-by-email",
    ];

    public override IReadOnlyList<Scene> Scenes =>
    [
        new(At(20, 10), "payroll drops its file", _ => Payroll.DropAsync(PayrollFolder, "groceries", Day, Clock)),
        new(At(21, 30), "a new item and its stock are entered in Sage Pro", EnterItemAsync),
        new(At(22, 15), "an order is taken at a till, two in Sage Pro, one of them for a new customer; Retail loses an answer", OrderAsync),
        new(At(23), "two orders are shipped and closed in Sage Pro, one is voided; Retail loses an answer", ShipAsync),
        new(NextDay(2), "the last shop has closed; Retail is down, Portico stumbles, Intacct loses an answer", CloseAsync),
        new(NextDay(4), "the missing sales account is corrected, and the batch retried", MendAsync),
    ];

    protected override object SageProScript => new { offlineUntil = At(21) };

    protected override IReadOnlyDictionary<string, JsonObject> OwnConnections
    {
        get
        {
            var address = new Npgsql.NpgsqlConnectionStringBuilder(warehouse!.Connection);
            return new Dictionary<string, JsonObject>(StringComparer.Ordinal)
            {
                ["heartland-payroll"] = new() { ["folder"] = PayrollFolder, ["currency"] = "USD" },
                ["database"] = new()
                {
                    ["kind"] = "PostgreSql", ["host"] = address.Host, ["port"] = address.Port, ["database"] = address.Database, ["user"] = address.Username,
                    ["password"] = address.Password, ["isEncrypted"] = false, ["allowPrivateAddresses"] = true,
                },
                ["folder"] = new() { ["folder"] = FilesFolder },
            };
        }
    }

    private string PayrollFolder => Path.Combine(folder, "groceries-payroll");

    private string FilesFolder => Path.Combine(folder, "groceries-files");

    public override async Task EditTablesAsync(DayPeople people, CancellationToken cancellationToken)
    {
        this.people = people;
        await people.EditTableAsync(
            "gl-accounts",
            rows => rows["accounts"]!.AsArray().Add(new JsonObject { ["transaction"] = "revenue", ["cardType"] = "*", ["merchant"] = rows["stores"]![0]!["merchant"]!.DeepClone(), ["account"] = "4999" }),
            cancellationToken);
    }

    public override async Task JudgeAsync(Judgement judgement, IServiceProvider services, CancellationToken cancellationToken)
    {
        var day = expectation!;
        var intacct = Simulators.Intacct;
        judgement.Expect(Name, "journals in Intacct, two a card batch and one for payroll", (2 * day.Batches.Count) + 1, intacct.Batches.Count);
        judgement.ExpectNone(Name, "journals posted twice in Intacct", intacct.PostedTwice);
        judgement.Expect(Name, "sales in Intacct", -day.Stores.Sum(store => store.GrossRevenue), intacct.Balance("4000"));
        judgement.Expect(Name, "tax payable in Intacct", -day.Stores.Sum(store => store.Tax), intacct.Balance("2200"));
        foreach (var clearing in (string[])["1210", "1220", "1230"])
            judgement.Expect(Name, $"card clearing account {clearing} after the settlement", 0m, intacct.Balance(clearing));
        judgement.Expect(Name, "journals in Sage Pro, one a card batch", day.Batches.Count, (await SagePro.JournalsAsync(cancellationToken)).Count);
        judgement.ExpectNone(Name, "journals posted twice in Sage Pro", await SagePro.PostedTwiceAsync(cancellationToken));
        var items = Simulators.Heartland.Holdings.Rows("items").Where(item => item.GetProperty("public_id").GetString() == NewItem).ToList();
        judgement.Expect(Name, $"items {NewItem} at the tills", 1, items.Count);
        var posted = (await SagePro.OrdersAsync(cancellationToken)).Where(order => order.Number != shipped && order.Number != voided);
        judgement.ExpectAll(Name, "orders of the tills in Sage Pro, each once", ["24.50"], [.. posted.Select(order => order.Amount.ToString("0.00", CultureInfo.InvariantCulture))]);
        judgement.ExpectAll(
            Name,
            "orders at the tills, each once and as it stands in Sage Pro",
            [$"{TillOrder} complete 24.50", $"SP-ORDER-{shipped} complete 79.50", $"SP-ORDER-{voided} void 24.50"],
            [.. Simulators.Heartland.Holdings.Rows("sales/orders").Select(Describe)]);
        judgement.Expect(Name, "invoices that fulfil orders that were closed in Sage Pro", 2, Simulators.Heartland.Holdings.Rows("sales/invoices").Count);
        judgement.Expect(Name, "customers in Sage Pro: four from before, the one of the order and the new one", 4 + 1 + 1, await SagePro.CountCustomersAsync(cancellationToken));
        judgement.Expect(Name, "customers at the tills, the two from Sage Pro included", Catalogue.Customers.Count + 2, Simulators.Heartland.Holdings.Rows("customers").Count);
        judgement.ExpectNone(Name, "records made twice at Heartland", Simulators.Heartland.Holdings.CreatedTwice);
        judgement.Expect(Name, "rows in the warehouse, one a shop", day.Stores.Count, await CountRowsAsync(cancellationToken));
        judgement.Expect(Name, "files in the warehouse's folder", 1, Directory.GetFiles(FilesFolder, "daily-sales-*.csv").Length);
        var givenUp = await services.GetRequiredService<IInstanceReader>().ListDeadLettersAsync(new DeadLetterFilter { IsOpen = null, Take = 1000 }, cancellationToken);
        judgement.Expect(Name, "alerts by e-mail, one for each run of the group that was given up", givenUp.Count, Simulators.Mail.Mails.Count);
        judgement.Expect(Name, "runs that were given up, each mended by a person", 2, givenUp.Count(deadLetter => deadLetter.ResolvedAt is not null));
    }

    public override async ValueTask DisposeAsync()
    {
        if (warehouse is not null)
            await warehouse.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override async Task SetUpAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(PayrollFolder);
        Directory.CreateDirectory(FilesFolder);
        warehouse = await SimulatedDatabases.CreateAsync(cancellationToken);
        var user = new Npgsql.NpgsqlConnectionStringBuilder(warehouse.Connection).Username;
        await SimulatedDatabase.RunAsync(
            warehouse.Simulator,
            $"""
            create schema reports authorization {user};
            create table reports.daily_sales (
              day date, store_id text, store text, currency char(3), tickets int, returns int,
              net_sales numeric(14,2), discounts numeric(14,2), tax numeric(14,2), total numeric(14,2),
              unique (day, store_id, currency));
            alter table reports.daily_sales owner to {user}
            """,
            cancellationToken);
        // Goods and shops are there before the day, which comes at its end.
        await Simulators.Heartland.AddDayAsync(new DayOptions { BusinessDay = Day.AddDays(-1), Stores = options.Stores, Tickets = 0, Seed = options.Seed });
    }

    private static string Describe(JsonElement order) => string.Create(
        CultureInfo.InvariantCulture, $"{order.GetProperty("custom").GetProperty("external_key")} {order.GetProperty("status")} {order.GetProperty("total").GetDecimal():0.00}");

    private async Task EnterItemAsync(CancellationToken cancellationToken)
    {
        await SagePro.SetItemAsync(NewItem, "Rosewood tray", 24.50m, cancellationToken);
        await SagePro.SetStockAsync(NewItem, "LOC1", 12, cancellationToken);
    }

    private async Task OrderAsync(CancellationToken cancellationToken)
    {
        await Simulators.Heartland.AddOrderAsync(new PaidOrder(TillOrder, 24.50m) { Sku = NewItem });
        Simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "retail", Operation = "POST sales/orders", AfterCommit = true, Times = 1 });
        await SagePro.SetCustomerAsync(
            new SageProCustomer("C00050", "Dogwood Catering", "Ida Dogwood", "ida@dogwood.example", "(503) 555-0150", "5 Dock Street", "Portland", "OR", "97209"), cancellationToken);
        shipped = await SagePro.SetOrderAsync(
            new SageProSalesOrder("", "C00050", Day, "", 79.50m, "PO-31", [(NewItem, 3, 24.50m, 73.50m), ("FREIGHT", 1, 6.00m, 6.00m)]) { Location = "LOC1" }, cancellationToken);
        voided = await SagePro.SetOrderAsync(new SageProSalesOrder("", "C00001", Day, "", 24.50m, "", [(NewItem, 1, 24.50m, 24.50m)]), cancellationToken);
    }

    private async Task ShipAsync(CancellationToken cancellationToken)
    {
        Simulators.Faults.Set(new Fault(FaultKind.Drop) { System = "retail", Operation = "POST sales/invoices", AfterCommit = true, Times = 1 });
        foreach (var order in await SagePro.OrdersAsync(cancellationToken))
            await SagePro.SetOrderStatusAsync(order.Number, order.Number == voided ? "V" : "C", cancellationToken);
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        var faults = Simulators.Faults;
        faults.Set(new Fault(FaultKind.ServerError) { System = "portico", Status = 503, Times = 2 });
        faults.Set(new Fault(FaultKind.ServerError) { System = "retail", Status = 503, Times = 7, EmptyBody = true });
        faults.Set(new Fault(FaultKind.RateLimited) { System = "retail", Every = 9, Times = 2, RetryAfter = TimeSpan.FromSeconds(1) });
        faults.Set(new Fault(FaultKind.Drop) { System = "intacct", Operation = "create GLBATCH", AfterCommit = true, Times = 1 });
        expectation = await Simulators.Heartland.AddDayAsync(new DayOptions { BusinessDay = Day, Stores = options.Stores, Tickets = options.Tickets, Seed = options.Seed });
    }

    private async Task MendAsync(CancellationToken cancellationToken)
    {
        await people!.EditTableAsync("gl-accounts", rows => rows["accounts"]!.AsArray().RemoveAt(rows["accounts"]!.AsArray().Count - 1), cancellationToken);
        await people.RetryAsync(Settlement, "LoadMappings", cancellationToken);
    }

    private async Task<int> CountRowsAsync(CancellationToken cancellationToken)
    {
        await using var opened = new Npgsql.NpgsqlConnection(warehouse!.Simulator);
        await opened.OpenAsync(cancellationToken);
        await using var command = opened.CreateCommand();
        command.CommandText = "select count(*)::int from reports.daily_sales";
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
