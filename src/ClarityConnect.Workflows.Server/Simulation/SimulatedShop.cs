using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Shop;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>A web shop.</summary>
internal sealed class SimulatedShop : SimulatedVendor
{
    public override string Name => "shop";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["shop"] = new()
        {
            ["signingSecret"] = simulators.Options.ShopSigningSecret,
            ["statusAddress"] = simulators.ShopStatusEndpoint.AbsoluteUri,
            ["allowPrivateAddresses"] = true,
        },
    };

    public override Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        foreach (var order in SimulationJson.Read<Script>(script, $"simulators.{Name}").Orders ?? [])
            simulators.Shop.Add(new ShopOrder(order, new JsonObject { ["orderId"] = order }));
        return Task.CompletedTask;
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        foreach (var (order, status) in SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}").Statuses ?? new Dictionary<string, string>())
            differences.Compare($"Shop: the status of order {order}", status, simulators.Shop.StatusOf(order));
    }

    /// <param name="Orders">The ids of the orders that the shop knows.</param>
    private sealed record Script(IReadOnlyList<string>? Orders);

    /// <param name="Statuses">The status that the shop was told last, by order.</param>
    private sealed record Expectation(IReadOnlyDictionary<string, string>? Statuses);
}
