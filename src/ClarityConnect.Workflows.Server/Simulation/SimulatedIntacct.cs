using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Sage Intacct's company.</summary>
internal sealed class SimulatedIntacct : SimulatedVendor
{
    public override string Name => "intacct";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["intacct"] = new()
        {
            ["endpoint"] = simulators.IntacctEndpoint.AbsoluteUri,
            ["senderId"] = simulators.Options.IntacctSenderId,
            ["senderPassword"] = simulators.Options.IntacctSenderPassword,
            ["companyId"] = simulators.Options.IntacctCompany,
            ["userId"] = simulators.Options.IntacctUser,
            ["userPassword"] = simulators.Options.IntacctPassword,
            ["allowAnyEndpointHost"] = true,
            ["allowPrivateAddresses"] = true,
        },
    };

    public override Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        var (missing, closedThrough, customers, receipts) = SimulationJson.Read<Script>(script, $"simulators.{Name}");
        foreach (var account in missing ?? [])
            simulators.Faults.Set(new Fault(FaultKind.UnknownAccount) { System = Name, Account = account });
        simulators.Intacct.CloseBooksThrough(closedThrough);
        foreach (var (id, fields) in customers ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
            simulators.Intacct.EditCustomer(id, fields);
        foreach (var receipt in receipts ?? [])
            simulators.Intacct.EnterReceipt(receipt.Customer, receipt.DocumentNumber, receipt.Date, receipt.Amount, receipt.Currency);
        return Task.CompletedTask;
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        var batches = simulators.Intacct.Batches.Where(batch => !batch.Deleted).ToList();
        var entries = batches.Where(batch => !batch.Statistical).SelectMany(batch => batch.Entries).ToList();
        differences.Compare("Intacct: the journal entries", wanted.Batches, batches.Count);
        differences.Compare("Intacct: the references posted twice", wanted.PostedTwice, simulators.Intacct.PostedTwice.Count);
        differences.Compare("Intacct: the debits", wanted.Debits, entries.Where(entry => entry.Type > 0).Sum(entry => entry.Amount));
        differences.Compare("Intacct: the credits", wanted.Credits, entries.Where(entry => entry.Type < 0).Sum(entry => entry.Amount));
        differences.Compare("Intacct: the invoices", wanted.Invoices, simulators.Intacct.Invoices.Count);
        differences.Compare("Intacct: the credit memos", wanted.CreditMemos, simulators.Intacct.Adjustments.Count);
        differences.Compare("Intacct: the payments", wanted.Payments, simulators.Intacct.Payments.Count);
        differences.Compare("Intacct: the sales documents", wanted.SalesDocuments, simulators.Intacct.SalesDocuments.Count);
        differences.Compare("Intacct: the customers", wanted.Customers, simulators.Intacct.Customers.Count);
        differences.Compare("Intacct: the records made twice", wanted.MadeTwice, simulators.Intacct.MadeTwice.Count);
        foreach (var (account, balance) in wanted.Balances ?? new Dictionary<string, decimal>())
            differences.Compare($"Intacct: the amounts on account {account}", balance, simulators.Intacct.Balance(account));
    }

    /// <param name="MissingAccounts">Accounts that the ledger does not know.</param>
    /// <param name="ClosedThrough">The last day of the closed books; null for none.</param>
    /// <param name="Customers">Customers that a person made or changed, by id, with their fields by Intacct's names.</param>
    /// <param name="Receipts">Payments of customers that a person entered.</param>
    private sealed record Script(
        IReadOnlyList<string>? MissingAccounts, DateOnly? ClosedThrough, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Customers, IReadOnlyList<Receipt>? Receipts);

    /// <param name="DocumentNumber">The document's number, such as the processor's id of the payment; empty for none.</param>
    /// <param name="Date">The day.</param>
    /// <param name="Amount">The amount; below zero for money that went back.</param>
    private sealed record Receipt(string DocumentNumber, DateOnly Date, decimal Amount)
    {
        /// <summary>The currency, ISO 4217.</summary>
        public string Currency { get; init; } = "USD";

        /// <summary>Who paid.</summary>
        public string Customer { get; init; } = "WALKIN";
    }

    /// <param name="Batches">How many journal entries there are that were not deleted.</param>
    /// <param name="PostedTwice">How many references were posted more than once.</param>
    /// <param name="Debits">The sum of all debits.</param>
    /// <param name="Credits">The sum of all credits.</param>
    /// <param name="Balances">Balances by account over all locations: debits positive, credits negative.</param>
    /// <param name="Invoices">How many invoices there are.</param>
    /// <param name="CreditMemos">How many credit memos there are.</param>
    /// <param name="Payments">How many payments there are.</param>
    /// <param name="SalesDocuments">How many documents of order entry there are.</param>
    /// <param name="Customers">How many customers there are, the two that the company is set up with included.</param>
    /// <param name="MadeTwice">How many of these were made more than once.</param>
    private sealed record Expectation(
        int? Batches, int? PostedTwice, decimal? Debits, decimal? Credits, IReadOnlyDictionary<string, decimal>? Balances,
        int? Invoices, int? CreditMemos, int? Payments, int? SalesDocuments, int? Customers, int? MadeTwice);
}
