using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>The vendors whose simulators play in cases and in the demo.</summary>
internal static class SimulatedVendors
{
    public static IReadOnlyList<SimulatedVendor> All { get; } =
    [
        new SimulatedHeartland(),
        new SimulatedIntacct(),
        new SimulatedOpayo(),
        new SimulatedShop(),
        new SimulatedMail(),
        new SimulatedKashFlow(),
    ];

    /// <summary>Connections to all simulators, by the key of the connection's type.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) =>
        All.SelectMany(vendor => vendor.Connections(simulators)).ToDictionary(StringComparer.Ordinal);
}
