using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Testing.Cases;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>The vendors' simulators as they play in a case, for one run of it.</summary>
internal sealed class CaseSimulation : CaseSimulators
{
    private readonly SimulatorHost simulators;

    private CaseSimulation(SimulatorHost simulators, IReadOnlyDictionary<string, JsonObject> connections) => (this.simulators, Connections) = (simulators, connections);

    public override IReadOnlyDictionary<string, JsonObject> Connections { get; }

    /// <summary>Starts them as a case says.</summary>
    /// <exception cref="JsonException">The script cannot be read, or asks for something that there is not.</exception>
    public static async Task<CaseSimulators> StartAsync(JsonElement json, TimeProvider clock, CancellationToken cancellationToken)
    {
        var script = SimulationJson.Read<SimulatorScript>(json, "simulators");
        var host = await SimulatorHost.StartAsync(new SimulatorOptions(), clock, cancellationToken);
        try
        {
            await PlayAsync(host, script);
            return new CaseSimulation(host, Playing(host, script));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            await host.DisposeAsync();
            throw new JsonException($"'simulators' cannot be played: {exception.Message}", exception);
        }
    }

    public override IReadOnlyList<string> Compare(JsonElement expected)
    {
        var wanted = SimulationJson.Read<SimulatorExpectation>(expected, "expect.simulators");
        var problems = new List<string>();
        if (wanted.Intacct is { } intacct)
            Compare(problems, intacct);
        foreach (var received in wanted.Received ?? [])
        {
            var what = $"{received.System ?? "any simulator"}, {received.Operation ?? "any operation"}:";
            Compare(problems, $"{what} the requests received", received.Times, simulators.Ledger.Find(received.System, received.Operation).Count);
            Compare(problems, $"{what} the requests carried out", received.Succeeded, simulators.Ledger.Succeeded(received.System, received.Operation));
        }

        return problems;
    }

    public override ValueTask DisposeAsync() => simulators.DisposeAsync();

    private static async Task PlayAsync(SimulatorHost host, SimulatorScript script)
    {
        foreach (var day in script.Heartland?.Days ?? [])
            await host.Heartland.AddDayAsync(day);
        foreach (var account in script.Intacct?.MissingAccounts ?? [])
            host.Faults.Set(new Fault(FaultKind.UnknownAccount) { System = "intacct", Account = account });
        host.Intacct.CloseBooksThrough(script.Intacct?.ClosedThrough);
        foreach (var fault in script.Faults)
            host.Faults.Set(fault);
    }

    private static Dictionary<string, JsonObject> Playing(SimulatorHost host, SimulatorScript script) => SimulatorConnections.Of(host)
        .Where(connection => connection.Key == SimulatorConnections.Intacct ? script.Intacct is not null : script.Heartland is not null)
        .ToDictionary(StringComparer.Ordinal);

    private void Compare(List<string> problems, SimulatorExpectation.IntacctExpectation expected)
    {
        var batches = simulators.Intacct.Batches.Where(batch => !batch.Deleted).ToList();
        var entries = batches.SelectMany(batch => batch.Entries).ToList();
        Compare(problems, "Intacct: the journal entries", expected.Batches, batches.Count);
        Compare(problems, "Intacct: the references posted twice", expected.PostedTwice, simulators.Intacct.PostedTwice.Count);
        Compare(problems, "Intacct: the debits", expected.Debits, entries.Where(entry => entry.Type > 0).Sum(entry => entry.Amount));
        Compare(problems, "Intacct: the credits", expected.Credits, entries.Where(entry => entry.Type < 0).Sum(entry => entry.Amount));
        foreach (var (account, balance) in expected.Balances ?? new Dictionary<string, decimal>())
            Compare(problems, $"Intacct: the amounts on account {account}", balance, simulators.Intacct.Balance(account));
    }

    private static void Compare<T>(List<string> problems, string what, T? expected, T found)
        where T : struct, IFormattable
    {
        if (expected is { } wanted && !wanted.Equals(found))
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what} are {found}, not {wanted}."));
    }
}
