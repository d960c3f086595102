using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>The vendors whose simulators play in cases and in the demo.</summary>
internal static class SimulatedVendors
{
    /// <summary>Those of one case or demo.</summary>
    /// <param name="clock">Its clock.</param>
    public static IReadOnlyList<SimulatedVendor> Create(TimeProvider clock) =>
    [
        new SimulatedHeartland(),
        new SimulatedIntacct(),
        new SimulatedOpayo(),
        new SimulatedShop(),
        new SimulatedMail(),
        new SimulatedKashFlow(),
        new SimulatedSagePro(clock),
    ];

    /// <summary>Connections to all simulators of a host, by the key of the connection's type.</summary>
    public static IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) =>
        Create(TimeProvider.System).SelectMany(vendor => vendor.Connections(simulators)).ToDictionary(StringComparer.Ordinal);
}
