using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Heartland's tills and card gateway.</summary>
internal sealed class SimulatedHeartland : SimulatedVendor
{
    public override string Name => "heartland";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["heartland-retail"] = new()
        {
            ["baseAddress"] = simulators.RetailBaseAddress.AbsoluteUri,
            ["token"] = simulators.Options.RetailToken,
            ["callsPerSecond"] = 25,
            ["allowPrivateAddresses"] = true,
        },
        ["heartland-gateway"] = new()
        {
            ["endpoint"] = simulators.PorticoEndpoint.AbsoluteUri,
            ["secretApiKey"] = simulators.Options.PorticoSecretApiKey,
            ["allowPrivateAddresses"] = true,
        },
    };

    public override async Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        foreach (var day in SimulationJson.Read<Script>(script, $"simulators.{Name}").Days ?? [])
            await simulators.Heartland.AddDayAsync(day);
    }

    /// <param name="Days">The business days that the tills and the card gateway hold.</param>
    private sealed record Script(IReadOnlyList<DayOptions>? Days);
}
