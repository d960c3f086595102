using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>How many of each item are on hand at each location: the sum of all movements. Below zero is possible, as in the real system.</summary>
internal sealed class RetailStock
{
    /// <summary>What every location has of every item of the catalogue before its first day.</summary>
    public const int OpeningQuantity = 500;

    private readonly SortedDictionary<(long Item, long Location), decimal> _onHand = [];

    public decimal OnHand(long item, long location) => _onHand.GetValueOrDefault((item, location));

    public void Apply(JsonObject movement)
    {
        var place = (RetailWriter.Id(movement, "item_id") ?? 0, RetailWriter.Id(movement, "location_id") ?? 0);
        _onHand[place] = _onHand.GetValueOrDefault(place) + RetailWriter.Number(movement, "qty")!.Value;
    }

    /// <summary>The rows of inventory/values.</summary>
    public IEnumerable<JsonObject> Values(IReadOnlyDictionary<(long Item, long Location), decimal> committed, Func<long, decimal?> costOf, bool withEmpty) =>
        _onHand.Keys.Union(committed.Keys).Order().Select(place =>
        {
            var onHand = _onHand.GetValueOrDefault(place);
            var promised = committed.GetValueOrDefault(place);
            return (Empty: onHand == 0 && promised == 0, Row: new JsonObject
            {
                ["item_id"] = place.Item,
                ["location_id"] = place.Location,
                ["qty"] = RetailJson.Amount(onHand),
                ["qty_on_hand"] = RetailJson.Amount(onHand),
                ["qty_committed"] = RetailJson.Amount(promised),
                ["qty_available"] = RetailJson.Amount(onHand - promised),
                ["unit_cost"] = costOf(place.Item) is { } cost ? RetailJson.Amount(cost) : null,
            });
        }).Where(value => withEmpty || !value.Empty).Select(value => value.Row);

    public static JsonObject Movement(long id, long item, long location, decimal quantity, string type, long source, string stamp) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["item_id"] = item,
        ["location_id"] = location,
        ["qty"] = RetailJson.Amount(quantity),
        ["source_id"] = source,
        ["created_at"] = stamp,
        ["updated_at"] = stamp,
    };

    // The ids follow from what moved, so a day that is read from the state file gets the same ones.
    public static JsonObject Opening(CatalogItem item, Store store, string stamp) =>
        Movement((store.LocationId * 1000) + (item.Id % 1000), item.Id, store.LocationId, OpeningQuantity, "PhysicalCount", 0, stamp);

    public static JsonObject Sold(Ticket ticket, TicketLine line) =>
        Movement((ticket.Id * 100) + line.Id, line.ItemId!.Value, ticket.Store.LocationId, -line.Quantity, "Sale", ticket.Id, RetailJson.Utc(ticket.CompletedAt));
}
