using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>Everything that the account holds. Whoever reads or writes holds <see cref="Gate"/>.</summary>
internal sealed class RetailTables(StateJournal journal)
{
    public const string Locations = "locations";
    public const string Stations = "stations";
    public const string PaymentTypes = "payment_types";
    public const string Items = "items";
    public const string Customers = "customers";
    public const string Tickets = "sales/tickets";
    public const string Orders = "sales/orders";
    public const string Invoices = "sales/invoices";
    public const string Adjustments = "inventory/adjustment_sets";
    public const string Movements = "inventory/transactions";
    public const string Reasons = "reason_codes/inventory_adjustment_reasons";
    public const string CustomFields = "custom_fields";
    public const string Webhooks = "webhooks";
    public const string WebhookEvents = "webhook_events";

    private readonly Dictionary<string, RetailTable> _tables = new[]
    {
        Locations, Stations, PaymentTypes, Items, Customers, Tickets, Orders, Invoices, Adjustments, Movements, Reasons, CustomFields, Webhooks, WebhookEvents,
    }.ToDictionary(name => name, _ => new RetailTable());

    public Lock Gate { get; } = new();

    /// <summary>What is on the shelves, from the movements.</summary>
    public RetailStock Stock { get; } = new();

    public RetailTable this[string table] => _tables[table];

    /// <summary>A table that callers may read by its path; stations are read below their locations.</summary>
    public RetailTable? Readable(string path) => path is Stations ? null : _tables.GetValueOrDefault(path);

    public RetailTable? Find(string path) => _tables.GetValueOrDefault(path);

    /// <summary>Fills in what a generated day tells.</summary>
    public void Add(GeneratedDay day)
    {
        var stamp = RetailJson.Utc(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var store in day.Stores.Where(store => this[Locations].Find(store.LocationId) is null))
        {
            this[Locations].Put(RetailJson.Location(store, stamp));
            foreach (var item in Catalogue.Items)
                Move(RetailStock.Opening(item, store, stamp));
        }

        foreach (var (store, register) in day.Stores.SelectMany(store => store.Registers.Select(register => (store, register))))
            this[Stations].Put(RetailJson.Station(store, register));
        // Rows that a caller has changed since stay as they are.
        Seed(PaymentTypes, Catalogue.Tenders.Select(RetailJson.PaymentType));
        Seed(Items, Catalogue.Items.Select(item => RetailJson.Item(item, stamp)));
        Seed(Customers, Catalogue.Customers.Select(customer => RetailJson.Customer(customer, stamp)));
        Seed(Reasons, RetailJson.Reasons());
        foreach (var ticket in day.Tickets)
        {
            this[Tickets].Put(RetailJson.Ticket(ticket));
            if (ticket.Voided)
                continue;
            foreach (var line in ticket.Lines.Where(line => line.ItemId is not null))
                Move(RetailStock.Sold(ticket, line));
        }
    }

    /// <summary>Keeps a row that a caller created or changed.</summary>
    public void Store(string table, JsonObject row)
    {
        Put(table, row);
        journal.Append(StateJournal.RetailRow, new RetailRow(table, row));
    }

    /// <summary>Takes a row away.</summary>
    public void Remove(string table, JsonObject row)
    {
        this[table].Remove(row);
        journal.Append(StateJournal.RetailRow, new RetailRow(table, row, Removed: true));
    }

    public void Replay(RetailRow row)
    {
        if (row.Removed)
            this[row.Table].Remove(row.Row);
        else
            Put(row.Table, row.Row);
    }

    private void Put(string table, JsonObject row)
    {
        if (table == Movements && this[Movements].Find(row["id"]!.GetValue<long>()) is null)
            Stock.Apply(row);
        this[table].Put(row);
    }

    private void Move(JsonObject movement)
    {
        if (this[Movements].Find(movement["id"]!.GetValue<long>()) is null)
            Put(Movements, movement);
    }

    private void Seed(string table, IEnumerable<JsonObject> rows)
    {
        foreach (var row in rows.Where(row => this[table].Find(row["id"]!.GetValue<long>()) is null))
            this[table].Put(row);
    }
}
