using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.SagePro;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>A company of Sage Pro in a database of its own. Its posting runs whenever the case's clock moves on.</summary>
/// <param name="clock">The case's clock.</param>
internal sealed class SimulatedSagePro(TimeProvider clock) : SimulatedVendor
{
    private SimulatedDatabase? database;
    private SageProSimulator? company;
    private Script script = new();

    /// <summary>The company; null where none plays.</summary>
    public SageProSimulator? Company => company;

    public override string Name => "sagepro";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => database is null
        ? new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        : new Dictionary<string, JsonObject>(StringComparer.Ordinal)
        {
            ["sagepro"] = new()
            {
                ["dialect"] = "PostgreSql",
                ["database"] = database.Connection,
                ["tableMap"] = SageProSimulator.TableMap,
                ["company"] = "01",
                ["customerPrefix"] = "H",
                ["lookEverySeconds"] = 30,
            },
        };

    public override async Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        var added = SimulationJson.Read<Script>(script, $"simulators.{Name}");
        if (company is null)
        {
            this.script = added;
            DatabaseDrivers.Register();
            database = await SimulatedDatabases.CreateAsync(CancellationToken.None);
            company = await SageProSimulator.StartAsync(new SageProCompanyOptions { ConnectionString = database.Simulator }, clock, CancellationToken.None);
            company.CrashesBeforeStatus = added.CrashesOnce;
        }
        else if (added.Later is not null || added.OfflineUntil is not null || added.CrashesOnce || !added.Posts)
        {
            throw new JsonException($"A step changes what '{Name}' holds. When it is away, and how its posting runs, the case says at its begin.");
        }

        foreach (var customer in added.Customers ?? [])
            await company.SetCustomerAsync(customer, CancellationToken.None);
        foreach (var item in added.Items ?? [])
            await company.SetItemAsync(item.Number, item.Description, item.Price, CancellationToken.None);
        foreach (var level in added.Stock ?? [])
            await company.SetStockAsync(level.Item, level.Location, level.OnHand, CancellationToken.None);
        foreach (var invoice in added.Invoices ?? [])
            await company.AddInvoiceAsync(invoice.Number, invoice.Customer, invoice.Date, invoice.Amount, CancellationToken.None);
        foreach (var order in added.Orders ?? [])
        {
            if (order.Reference is { } reference)
                await PostAsync(order.Taken(), reference);
            else
                await company.SetOrderAsync(order.Taken(), CancellationToken.None);
        }

        await ChangeAsync(added.Accounts, added.MissingAccounts, added.ClosedPeriods, isClosed: true, CancellationToken.None);
        if (added.OfflineUntil > clock.GetUtcNow())
            await database!.SetOfflineAsync(isOffline: true, CancellationToken.None);
    }

    public override async Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (company is null || database is null)
            return;
        var now = clock.GetUtcNow();
        foreach (var change in (script.Later ?? []).Where(change => change.At > now && change.At <= until).OrderBy(change => change.At))
        {
            await ChangeAsync(change.Accounts, null, change.OpenPeriods, isClosed: false, cancellationToken);
            foreach (var item in change.Items ?? [])
                await company.SetItemAsync(item.Number, item.Description, item.Price, cancellationToken);
        }

        if (script.OfflineUntil > now && script.OfflineUntil <= until)
            await database.SetOfflineAsync(isOffline: false, cancellationToken);
        if (script.Posts)
            await company.PostAsync(cancellationToken);
    }

    public override async Task CompareAsync(SimulatorHost simulators, JsonElement expected, Differences differences, CancellationToken cancellationToken)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        if (company is null)
            throw new JsonException($"'expect.simulators.{Name}' says what a company holds that does not play: add '{Name}' to 'simulators'.");
        var posted = await company.PostedAsync(cancellationToken);
        differences.Compare("Sage Pro: the journals", wanted.Journals, (await company.JournalsAsync(cancellationToken)).Count);
        differences.Compare("Sage Pro: the references posted twice", wanted.PostedTwice, (await company.PostedTwiceAsync(cancellationToken)).Count);
        differences.Compare("Sage Pro: the receipts and refunds", wanted.Receipts, posted.GetValueOrDefault("ARC"));
        differences.Compare("Sage Pro: the invoices posted", wanted.InvoicesPosted, posted.GetValueOrDefault("ARI"));
        differences.Compare("Sage Pro: the customers", wanted.Customers, await company.CountCustomersAsync(cancellationToken));
        differences.Compare("Sage Pro: the items", wanted.Items, await company.CountItemsAsync(cancellationToken));
        foreach (var (account, balance) in wanted.Balances ?? new Dictionary<string, decimal>())
            differences.Compare($"Sage Pro: the amounts on account {account}", balance, await company.BalanceAsync(account, cancellationToken));
        foreach (var (customer, balance) in wanted.CustomerBalances ?? new Dictionary<string, decimal>())
            differences.Compare($"Sage Pro: what customer {customer} owes", Text(balance), Text(await company.CustomerBalanceAsync(customer, cancellationToken)));
        foreach (var (invoice, balance) in wanted.InvoiceBalances ?? new Dictionary<string, decimal>())
            differences.Compare($"Sage Pro: what is open of invoice {invoice}", Text(balance), Text((await company.InvoiceAsync(invoice, cancellationToken))?.Balance));
        var orders = await company.OrdersAsync(cancellationToken);
        differences.Compare("Sage Pro: the orders", wanted.Orders, orders.Count);
        foreach (var (number, order) in wanted.OrderFields ?? new Dictionary<string, OrderFields>())
        {
            var held = orders.FirstOrDefault(found => found.PurchaseOrder == number);
            differences.Compare($"Sage Pro: the customer of order {number}", order.Customer, held?.Customer);
            differences.Compare($"Sage Pro: the amount of order {number}", Text(order.Amount), Text(held?.Amount));
            differences.Compare($"Sage Pro: the day of order {number}", order.Date?.ToString("O", CultureInfo.InvariantCulture), held?.Day.ToString("O", CultureInfo.InvariantCulture));
            differences.Compare($"Sage Pro: the lines of order {number}", order.Lines, held?.Lines.Count ?? 0);
        }

        foreach (var (number, fields) in wanted.CustomerFields ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            var held = await company.CustomerFieldsAsync(number, cancellationToken);
            foreach (var (field, value) in fields)
                differences.Compare($"Sage Pro: the column {field} of customer {number}", value, held?.GetValueOrDefault(field));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (company is not null)
            await company.DisposeAsync();
        if (database is not null)
            await database.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Posts an order as a workflow does: over the staging tables.</summary>
    private async Task PostAsync(SageProSalesOrder order, string reference)
    {
        var staging = new SageProDatabase(
            new SageProSettings { Dialect = SageProDialect.PostgreSql, ConnectionString = database!.Simulator, TableMap = SageProSimulator.TableMap }, clock);
        var batch = new
        {
            extRef = reference,
            kind = "SO",
            docDate = order.Day,
            custno = order.Customer,
            lines = order.Lines.Select(line => new { item = line.Item, qty = line.Quantity, price = line.Price, credit = line.Amount, @ref = order.PurchaseOrder }),
        };
        var state = (await staging.ExecuteAsync("sagepro.deliver", JsonSerializer.SerializeToElement(batch), reference, CancellationToken.None)).Result;
        if (state.GetProperty("status").GetString() != "delivered")
            throw new JsonException($"The order '{reference}' cannot be posted: {state}");
        await company!.PostAsync(CancellationToken.None);
    }

    private static string? Text(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private async Task ChangeAsync(
        IReadOnlyList<string>? accounts, IReadOnlyList<string>? missing, IReadOnlyList<DateOnly>? periods, bool isClosed, CancellationToken cancellationToken)
    {
        foreach (var account in accounts ?? [])
            await company!.SetAccountAsync(account, isActive: true, cancellationToken);
        foreach (var account in missing ?? [])
            await company!.RemoveAccountAsync(account, cancellationToken);
        foreach (var day in periods ?? [])
            await company!.SetPeriodAsync(day, isClosed, cancellationToken);
    }

    /// <summary>What the company holds besides what every simulated company holds, and what goes wrong in it.</summary>
    private sealed record Script
    {
        /// <summary>Customers that it has, or has otherwise.</summary>
        public IReadOnlyList<SageProCustomer>? Customers { get; init; }

        /// <summary>Items that it has, or has otherwise.</summary>
        public IReadOnlyList<Item>? Items { get; init; }

        /// <summary>What its locations hold.</summary>
        public IReadOnlyList<Level>? Stock { get; init; }

        /// <summary>Open invoices.</summary>
        public IReadOnlyList<Invoice>? Invoices { get; init; }

        /// <summary>Sales orders that were taken in it, or are otherwise.</summary>
        public IReadOnlyList<SalesOrder>? Orders { get; init; }

        /// <summary>Accounts that its chart has besides.</summary>
        public IReadOnlyList<string>? Accounts { get; init; }

        /// <summary>Accounts that its chart has not.</summary>
        public IReadOnlyList<string>? MissingAccounts { get; init; }

        /// <summary>A day of each period that is closed.</summary>
        public IReadOnlyList<DateOnly>? ClosedPeriods { get; init; }

        /// <summary>Until when its database lets nobody in; null for never.</summary>
        public DateTimeOffset? OfflineUntil { get; init; }

        /// <summary>Whether the first posting run ends after the books are written and before the batch says so.</summary>
        public bool CrashesOnce { get; init; }

        /// <summary>Whether its posting runs at all.</summary>
        public bool Posts { get; init; } = true;

        /// <summary>What somebody mends later.</summary>
        public IReadOnlyList<Change>? Later { get; init; }
    }

    private sealed record Item(string Number, string Description, decimal Price);

    private sealed record Level(string Item, string Location, decimal OnHand);

    private sealed record Invoice(string Number, string Customer, DateOnly Date, decimal Amount);

    /// <param name="Customer">The customer's number.</param>
    /// <param name="Date">The order date.</param>
    /// <param name="Lines">What is ordered.</param>
    private sealed record SalesOrder(string Customer, DateOnly Date, IReadOnlyList<SalesOrderLine> Lines)
    {
        /// <summary>Its number; empty for the next one.</summary>
        public string Number { get; init; } = "";

        /// <summary>The reference under which a workflow posted it, and Sage Pro gave it the next number; null for one that was taken in Sage Pro itself.</summary>
        public string? Reference { get; init; }

        /// <summary>Empty for an open order, "C" for a closed one, "V" for a void one.</summary>
        public string Status { get; init; } = "";

        /// <summary>The customer's own number.</summary>
        public string PurchaseOrder { get; init; } = "";

        /// <summary>The location that ships it.</summary>
        public string Location { get; init; } = "";

        /// <summary>The tax, besides the amount.</summary>
        public decimal Tax { get; init; }

        public SageProSalesOrder Taken()
        {
            var lines = Lines.Select(line => (line.Item, line.Quantity, line.Price, Amount: line.Amount ?? decimal.Round(line.Quantity * line.Price, 2, MidpointRounding.AwayFromZero))).ToList();
            return new SageProSalesOrder(Number, Customer, Date, Status, lines.Sum(line => line.Amount), PurchaseOrder, lines) { Tax = Tax, Location = Location };
        }
    }

    /// <param name="Item">The item's number.</param>
    /// <param name="Quantity">How many.</param>
    /// <param name="Price">The price of one.</param>
    /// <param name="Amount">What the line comes to; quantity × price if it is left out.</param>
    private sealed record SalesOrderLine(string Item, decimal Quantity, decimal Price, decimal? Amount);

    /// <param name="At">When.</param>
    /// <param name="Accounts">Accounts that are added to the chart.</param>
    /// <param name="OpenPeriods">A day of each period that is opened.</param>
    /// <param name="Items">Items that are added.</param>
    private sealed record Change(DateTimeOffset At, IReadOnlyList<string>? Accounts, IReadOnlyList<DateOnly>? OpenPeriods, IReadOnlyList<Item>? Items);

    /// <param name="Journals">How many journals there are.</param>
    /// <param name="PostedTwice">How many references were posted more than once.</param>
    /// <param name="Receipts">How many receipts and refunds were posted.</param>
    /// <param name="InvoicesPosted">How many invoices and credit memos were posted.</param>
    /// <param name="Customers">How many customers there are, the four that every company has included.</param>
    /// <param name="Items">How many items there are, the three that every company has included.</param>
    /// <param name="Balances">Balances by account: debits positive, credits negative.</param>
    /// <param name="CustomerBalances">What customers owe, by number.</param>
    /// <param name="InvoiceBalances">What is open of invoices, by number.</param>
    /// <param name="Orders">How many sales orders there are.</param>
    /// <param name="OrderFields">What sales orders say, by the customer's own number.</param>
    /// <param name="CustomerFields">What customers' columns hold, by number and name of the column.</param>
    private sealed record Expectation(
        int? Journals, int? PostedTwice, int? Receipts, int? InvoicesPosted, int? Customers, int? Items, IReadOnlyDictionary<string, decimal>? Balances,
        IReadOnlyDictionary<string, decimal>? CustomerBalances, IReadOnlyDictionary<string, decimal>? InvoiceBalances,
        int? Orders, IReadOnlyDictionary<string, OrderFields>? OrderFields, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? CustomerFields);

    /// <param name="Customer">The customer's number.</param>
    /// <param name="Amount">The amount.</param>
    /// <param name="Date">The order date.</param>
    /// <param name="Lines">How many lines it has.</param>
    private sealed record OrderFields(string? Customer, decimal? Amount, DateOnly? Date, int? Lines);
}
