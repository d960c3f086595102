using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Testing.Cases;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>
/// The vendors' simulators as they play in a case, for one run of it. A vendor that the case does not name does not play: its steps are
/// answered from the case.
/// </summary>
internal sealed class CaseSimulation : CaseSimulators
{
    private const string Faults = "faults";
    private const string Received = "received";

    private readonly SimulatorHost simulators;
    private readonly IReadOnlyList<SimulatedVendor> vendors;
    private readonly IReadOnlyList<string> playing;

    private CaseSimulation(
        SimulatorHost simulators, IReadOnlyList<SimulatedVendor> vendors, IReadOnlyList<string> playing, IReadOnlyDictionary<string, JsonObject> connections) =>
        (this.simulators, this.vendors, this.playing, Connections) = (simulators, vendors, playing, connections);

    public override IReadOnlyDictionary<string, JsonObject> Connections { get; }

    /// <summary>Starts them as a case says.</summary>
    /// <exception cref="JsonException">The script cannot be read, or asks for something that there is not.</exception>
    public static async Task<CaseSimulators> StartAsync(JsonElement json, TimeProvider clock, CancellationToken cancellationToken)
    {
        var vendors = SimulatedVendors.Create(clock);
        var script = Members(vendors, json, "simulators", Faults);
        var host = await SimulatorHost.StartAsync(new SimulatorOptions(), clock, cancellationToken);
        try
        {
            var playing = await PlayAsync(host, vendors, script);
            return new CaseSimulation(host, vendors, [.. playing.Select(vendor => vendor.Name)], playing.SelectMany(vendor => vendor.Connections(host)).ToDictionary(StringComparer.Ordinal));
        }
        catch (Exception exception)
        {
            await EndAsync(host, vendors);
            if (exception is ArgumentException or InvalidOperationException)
                throw new JsonException($"'simulators' cannot be played: {exception.Message}", exception);
            throw;
        }
    }

    public override async Task PlayAsync(JsonElement script, CancellationToken cancellationToken)
    {
        var members = Members(vendors, script, "steps.simulators", Faults);
        var absent = vendors.FirstOrDefault(vendor => members.ContainsKey(vendor.Name) && !playing.Contains(vendor.Name));
        if (absent is not null)
            throw new JsonException($"A step changes something at '{absent.Name}', which does not play in the case. Name it in the case's 'simulators'.");
        try
        {
            await PlayAsync(simulators, vendors, members);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new JsonException($"'steps.simulators' cannot be played: {exception.Message}", exception);
        }
    }

    public override async Task PassAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var vendor in vendors)
            await vendor.PassAsync(until, cancellationToken);
    }

    public override async Task<IReadOnlyList<string>> CompareAsync(JsonElement expected, CancellationToken cancellationToken)
    {
        var wanted = Members(vendors, expected, "expect.simulators", Received);
        var differences = new Differences();
        foreach (var vendor in vendors)
        {
            if (wanted.TryGetValue(vendor.Name, out var ofVendor))
                await vendor.CompareAsync(simulators, ofVendor, differences, cancellationToken);
        }

        foreach (var received in wanted.TryGetValue(Received, out var list) ? SimulationJson.Read<IReadOnlyList<ReceivedExpectation>>(list, "expect.simulators.received") : [])
        {
            var what = $"{received.System ?? "any simulator"}, {received.Operation ?? "any operation"}:";
            differences.Compare($"{what} the requests received", received.Times, simulators.Ledger.Find(received.System, received.Operation).Count);
            differences.Compare($"{what} the requests carried out", received.Succeeded, simulators.Ledger.Succeeded(received.System, received.Operation));
        }

        return differences.Found;
    }

    public override ValueTask DisposeAsync() => EndAsync(simulators, vendors);

    private static async ValueTask EndAsync(SimulatorHost simulators, IReadOnlyList<SimulatedVendor> vendors)
    {
        foreach (var vendor in vendors)
            await vendor.DisposeAsync();
        await simulators.DisposeAsync();
    }

    /// <summary>Prepares the vendors that a script names, then what goes wrong.</summary>
    private static async Task<IReadOnlyList<SimulatedVendor>> PlayAsync(SimulatorHost host, IReadOnlyList<SimulatedVendor> vendors, Dictionary<string, JsonElement> script)
    {
        var playing = vendors.Where(vendor => script.ContainsKey(vendor.Name)).ToList();
        foreach (var vendor in playing)
            await vendor.PlayAsync(host, script[vendor.Name]);
        foreach (var fault in script.TryGetValue(Faults, out var faults) ? SimulationJson.Read<IReadOnlyList<Fault>>(faults, "simulators.faults") : [])
            host.Faults.Set(fault);
        return playing;
    }

    /// <summary>The members of the vendors, and one more.</summary>
    private static Dictionary<string, JsonElement> Members(IReadOnlyList<SimulatedVendor> vendors, JsonElement json, string where, string other)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException($"'{where}' is no object.");
        var known = vendors.Select(vendor => vendor.Name).Append(other).Order(StringComparer.Ordinal).ToList();
        return json.EnumerateObject().ToDictionary(
            member => known.Contains(member.Name)
                ? member.Name
                : throw new JsonException($"'{where}' has no member '{member.Name}'. There are: {string.Join(", ", known)}."),
            member => member.Value,
            StringComparer.Ordinal);
    }

    /// <param name="System">The simulated system, such as "retail", "portico" or "intacct".</param>
    /// <param name="Operation">The operation as the ledger names it.</param>
    /// <param name="Times">How often it was received.</param>
    /// <param name="Succeeded">How often it was carried out.</param>
    private sealed record ReceivedExpectation(string? System, string? Operation, int? Times, int? Succeeded);
}
