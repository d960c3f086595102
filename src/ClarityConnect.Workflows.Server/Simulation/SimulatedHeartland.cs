using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Heartland;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Heartland's tills and card gateways.</summary>
internal sealed class SimulatedHeartland : SimulatedVendor
{
    private string currency = "USD";

    public override string Name => "heartland";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["heartland-retail"] = new()
        {
            ["baseAddress"] = simulators.RetailBaseAddress.AbsoluteUri,
            ["token"] = simulators.Options.RetailToken,
            ["currency"] = currency,
            ["callsPerSecond"] = 25,
            ["allowPrivateAddresses"] = true,
        },
        ["heartland-gateway"] = new()
        {
            ["endpoint"] = simulators.PorticoEndpoint.AbsoluteUri,
            ["secretApiKey"] = simulators.Options.PorticoSecretApiKey,
            ["allowPrivateAddresses"] = true,
        },
        ["heartland-gp"] = new()
        {
            ["baseAddress"] = simulators.GpBaseAddress.AbsoluteUri,
            ["appId"] = simulators.Options.GpAppId,
            ["appKey"] = simulators.Options.GpAppKey,
            ["callsPerSecond"] = 25,
            ["allowPrivateAddresses"] = true,
        },
    };

    public override async Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        var (days, orders) = SimulationJson.Read<Script>(script, $"simulators.{Name}");
        foreach (var day in days ?? [])
        {
            currency = day.Currency;
            await simulators.Heartland.AddDayAsync(day);
        }

        foreach (var order in orders ?? [])
            await simulators.Heartland.AddOrderAsync(order);
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        var holdings = simulators.Heartland.Holdings;
        var orders = holdings.Rows("sales/orders");
        differences.Compare("Heartland: the records made twice", wanted.CreatedTwice, holdings.CreatedTwice.Count);
        differences.Compare("Heartland: the customers", wanted.Customers, holdings.Rows("customers").Count);
        differences.Compare("Heartland: the items", wanted.Items, holdings.Rows("items").Count);
        differences.Compare("Heartland: the orders", wanted.Orders, orders.Count);
        differences.Compare("Heartland: the fulfilled orders", wanted.FulfilledOrders, orders.Count(order => order.GetProperty("status").GetString() == "complete"));
        differences.Compare("Heartland: the payments on orders", wanted.OrderPayments, orders.Sum(order => order.GetProperty("payments").GetArrayLength()));
        differences.Compare("Heartland: the amounts paid on orders", wanted.PaidOnOrders, orders.Sum(order => order.GetProperty("total_paid").GetDecimal()));
        foreach (var (reference, fields) in wanted.OrderFields ?? new Dictionary<string, OrderFields>())
        {
            var held = orders.Where(order => Text(order.GetProperty("custom"), "external_key") == reference).Cast<JsonElement?>().FirstOrDefault() ?? default;
            differences.Compare($"Heartland: the status of order {reference}", fields.Status, Text(held, "status"));
            differences.Compare($"Heartland: the customer of order {reference}", fields.Customer, Text(held, "customer_id"));
            differences.Compare($"Heartland: the shop of order {reference}", fields.Location, Text(held, "source_location_id"));
            differences.Compare($"Heartland: the total of order {reference}", Amount(fields.Total), Amount(Number(held, "total")));
            differences.Compare($"Heartland: the shipping of order {reference}", Amount(fields.Shipping), Amount(Number(held, "shipping_charge")));
            differences.Compare($"Heartland: the lines of order {reference}", fields.Lines, held.ValueKind == JsonValueKind.Object ? held.GetProperty("lines").GetArrayLength() : 0);
        }

        foreach (var (sku, onHand) in wanted.OnHand ?? new Dictionary<string, decimal>())
            differences.Compare($"Heartland: the pieces of {sku} on hand", onHand, OnHand(holdings, sku));
    }

    private static string? Text(JsonElement row, string name) =>
        row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static decimal Number(JsonElement row, string name) => decimal.TryParse(Text(row, name), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Amount(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static decimal OnHand(RetailHoldings holdings, string sku)
    {
        var item = holdings.Rows("items").Where(row => row.GetProperty("public_id").GetString() == sku).Select(row => row.GetProperty("id").GetInt64()).FirstOrDefault();
        return holdings.Rows("locations").Sum(location => holdings.OnHand(item, location.GetProperty("id").GetInt64()));
    }

    /// <param name="Days">The business days that the tills and the card gateways hold.</param>
    /// <param name="Orders">Orders that were paid before.</param>
    private sealed record Script(IReadOnlyList<DayOptions>? Days, IReadOnlyList<PaidOrder>? Orders);

    /// <param name="CreatedTwice">How many business keys have more than one record.</param>
    /// <param name="Customers">How many customers there are, those of the days included.</param>
    /// <param name="Items">How many items there are, those of the days included.</param>
    /// <param name="Orders">How many sales orders there are.</param>
    /// <param name="FulfilledOrders">How many of them are fulfilled.</param>
    /// <param name="OrderPayments">How many payments orders have.</param>
    /// <param name="PaidOnOrders">The sum of these payments.</param>
    /// <param name="OnHand">Pieces on hand at all locations together, by stock number.</param>
    /// <param name="OrderFields">What sales orders say, by our reference.</param>
    private sealed record Expectation(
        int? CreatedTwice, int? Customers, int? Items, int? Orders, int? FulfilledOrders, int? OrderPayments, decimal? PaidOnOrders, IReadOnlyDictionary<string, decimal>? OnHand,
        IReadOnlyDictionary<string, OrderFields>? OrderFields);

    /// <param name="Status">The status, as Heartland writes it.</param>
    /// <param name="Customer">Heartland's id of the customer.</param>
    /// <param name="Location">Heartland's id of the shop that fulfils it.</param>
    /// <param name="Total">What it comes to.</param>
    /// <param name="Shipping">The shipping in it.</param>
    /// <param name="Lines">How many lines it has.</param>
    private sealed record OrderFields(string? Status, string? Customer, string? Location, decimal? Total, decimal? Shipping, int? Lines);
}
