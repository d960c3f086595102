using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Opayo;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Opayo's payments, reports and notifications.</summary>
internal sealed class SimulatedOpayo : SimulatedVendor
{
    public override string Name => "opayo";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["opayo-pi"] = new()
        {
            ["baseAddress"] = simulators.OpayoPiBaseAddress.AbsoluteUri,
            ["vendorName"] = simulators.Options.OpayoVendor,
            ["integrationKey"] = simulators.Options.OpayoIntegrationKey,
            ["integrationPassword"] = simulators.Options.OpayoIntegrationPassword,
            ["allowPrivateAddresses"] = true,
        },
        ["opayo-reporting"] = new()
        {
            ["endpoint"] = simulators.OpayoReportingEndpoint.AbsoluteUri,
            ["vendorName"] = simulators.Options.OpayoVendor,
            ["userName"] = simulators.Options.OpayoReportingUser,
            ["password"] = simulators.Options.OpayoReportingPassword,
            ["allowPrivateAddresses"] = true,
        },
        ["opayo-notifications"] = new()
        {
            ["vendorName"] = simulators.Options.OpayoVendor,
            ["formPassword"] = simulators.Options.OpayoFormPassword,
        },
    };

    public override async Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        var (cards, transactions, days, settledThrough, readsMissed) = SimulationJson.Read<Script>(script, $"simulators.{Name}");
        foreach (var card in cards ?? [])
            await simulators.Opayo.AddCardAsync(card);
        foreach (var transaction in transactions ?? [])
            await simulators.Opayo.AddTransactionAsync(transaction);
        foreach (var day in days ?? [])
            await simulators.Opayo.AddDayAsync(day);
        if (settledThrough is { } through)
            await simulators.Opayo.SettleAsync(through);
        simulators.Opayo.ReadsMissedAfterThreeDSecure = readsMissed ?? 0;
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        differences.Compare("Opayo: the transactions", wanted.Transactions, simulators.Opayo.Transactions.Count);
        differences.Compare("Opayo: the payments or refunds made twice", wanted.Doubles, simulators.Opayo.Doubles.Count);
        foreach (var (currency, takings) in wanted.Takings ?? new Dictionary<string, decimal>())
            differences.Compare($"Opayo: the takings in {currency}", takings, simulators.Opayo.Takings(currency));
        foreach (var (vendorTxCode, state) in wanted.States ?? new Dictionary<string, string>())
            differences.Compare($"Opayo: the state of {vendorTxCode}", state, simulators.Opayo.Find(vendorTxCode)?.State.ToString());
    }

    /// <param name="Cards">Cards that customers' browsers have registered.</param>
    /// <param name="Transactions">Transactions that others have made.</param>
    /// <param name="Days">Days of made-up payments and refunds.</param>
    /// <param name="SettledThrough">The last day that is settled at once; null for what midnight settles.</param>
    /// <param name="ReadsMissed">How many reads of a transaction find nothing just after its 3-D Secure.</param>
    private sealed record Script(
        IReadOnlyList<OpayoCard>? Cards, IReadOnlyList<OpayoSale>? Transactions, IReadOnlyList<OpayoDay>? Days, DateOnly? SettledThrough, int? ReadsMissed);

    /// <param name="Transactions">How many transactions there are, declined ones included.</param>
    /// <param name="Doubles">How many payments or refunds were made more than once.</param>
    /// <param name="Takings">Payments less refunds, by currency.</param>
    /// <param name="States">The states of transactions by the merchant's reference, such as "Authorised", "Voided" or "Declined".</param>
    private sealed record Expectation(int? Transactions, int? Doubles, IReadOnlyDictionary<string, decimal>? Takings, IReadOnlyDictionary<string, string>? States);
}
