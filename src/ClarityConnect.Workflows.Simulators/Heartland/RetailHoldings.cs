using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Heartland.Retail;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>What the Retail account holds, for tests and the demo to judge.</summary>
public sealed class RetailHoldings
{
    private readonly RetailTables _tables;

    internal RetailHoldings(RetailTables tables) => _tables = tables;

    /// <summary>Keys under which more than one record was made, by public id, external key or note. Empty after a correct run, whatever was lost.</summary>
    public IReadOnlyList<CreatedTwice> CreatedTwice
    {
        get
        {
            lock (_tables.Gate)
            {
                return
                [
                    .. Twice(RetailTables.Customers, "public_id"), .. Twice(RetailTables.Items, "public_id"), .. Twice(RetailTables.Tickets, "public_id"),
                    .. Twice(RetailTables.Orders, "external_key"),
                    .. Grouped(RetailTables.Invoices, _tables[RetailTables.Invoices].Rows.Where(row => RetailWriter.Status(row) == "complete"), "order_id"),
                    .. Grouped(RetailTables.Adjustments, _tables[RetailTables.Adjustments].Rows.Where(row => RetailWriter.Status(row) == "complete"), "description"),
                    .. Payments(RetailTables.Orders), .. Payments(RetailTables.Tickets),
                    .. Grouped(RetailTables.Webhooks, _tables[RetailTables.Webhooks].Rows, "url"),
                ];
            }
        }
    }

    /// <summary>All rows of a collection as they look on the wire, with lines and payments.</summary>
    /// <param name="table">The path, such as "sales/orders".</param>
    /// <exception cref="ArgumentException">There is no such collection.</exception>
    public IReadOnlyList<JsonElement> Rows(string table)
    {
        lock (_tables.Gate)
        {
            return [.. (_tables.Find(table) ?? throw new ArgumentException($"Retail has no collection '{table}'.", nameof(table))).Rows
                .Select(row => row.Deserialize<JsonElement>(StateJournal.Json))];
        }
    }

    /// <summary>How many of an item are on hand at a location.</summary>
    /// <param name="itemId">The item.</param>
    /// <param name="locationId">The location.</param>
    public decimal OnHand(long itemId, long locationId)
    {
        lock (_tables.Gate) return _tables.Stock.OnHand(itemId, locationId);
    }

    private IEnumerable<CreatedTwice> Twice(string table, string key) => Grouped(table, _tables[table].Rows, key);

    private IEnumerable<CreatedTwice> Payments(string table) => _tables[table].Rows
        .SelectMany(row => Grouped($"{table}/payments", RetailWriter.Rows(row, "payments"), "external_key"));

    private static IEnumerable<CreatedTwice> Grouped(string table, IEnumerable<JsonObject> rows, string key) => rows
        .Select(row => ((row["custom"] as JsonObject)?[key] ?? row[key])?.ToString())
        .Where(value => !string.IsNullOrEmpty(value))
        .GroupBy(value => value!)
        .Where(group => group.Count() > 1)
        .Select(group => new CreatedTwice(table, group.Key, group.Count()));
}
