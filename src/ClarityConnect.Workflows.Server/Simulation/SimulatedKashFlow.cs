using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.KashFlow;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>KashFlow's company.</summary>
internal sealed class SimulatedKashFlow : SimulatedVendor
{
    public override string Name => "kashflow";

    public override IReadOnlyDictionary<string, JsonObject> Connections(SimulatorHost simulators) => new Dictionary<string, JsonObject>(StringComparer.Ordinal)
    {
        ["kashflow"] = new()
        {
            ["userName"] = simulators.Options.KashFlowUser,
            ["password"] = simulators.Options.KashFlowPassword,
            ["memorableWord"] = simulators.Options.KashFlowMemorableWord,
            ["soapPassword"] = simulators.Options.KashFlowSoapPassword,
            ["baseAddress"] = simulators.KashFlowBaseAddress.AbsoluteUri,
            ["soapEndpoint"] = simulators.KashFlowSoapEndpoint.AbsoluteUri,
            ["callsPerSecond"] = 50,
            ["allowPrivateAddresses"] = true,
        },
    };

    public override async Task PlayAsync(SimulatorHost simulators, JsonElement script)
    {
        var (customers, invoices, missing, textBoxes) = SimulationJson.Read<Script>(script, $"simulators.{Name}");
        if (textBoxes is not null)
            simulators.KashFlow.TextBoxes = textBoxes;
        foreach (var customer in customers ?? [])
            await simulators.KashFlow.AddCustomerAsync(customer);
        foreach (var invoice in invoices ?? [])
            await simulators.KashFlow.AddInvoiceAsync(invoice);
        foreach (var nominal in missing ?? [])
            simulators.Faults.Set(new Fault(FaultKind.UnknownAccount) { System = Name, Account = nominal });
    }

    public override void Compare(SimulatorHost simulators, JsonElement expected, Differences differences)
    {
        var wanted = SimulationJson.Read<Expectation>(expected, $"expect.simulators.{Name}");
        var company = simulators.KashFlow;
        differences.Compare("KashFlow: the payments", wanted.Payments, company.Payments.Count);
        differences.Compare("KashFlow: the journals", wanted.Journals, company.Journals.Count);
        differences.Compare("KashFlow: the credit notes", wanted.CreditNotes, company.Invoices.Count(invoice => invoice.Gross < 0));
        differences.Compare("KashFlow: the notes", wanted.Notes, company.Invoices.Sum(invoice => invoice.Notes.Count));
        differences.Compare("KashFlow: the references recorded twice", wanted.RecordedTwice, company.RecordedTwice.Count);
        foreach (var (number, paid) in wanted.Paid ?? new Dictionary<string, decimal>())
        {
            differences.Compare(
                $"KashFlow: the payments of invoice {number}",
                paid,
                company.Payments.Where(payment => payment.InvoiceNumber.ToString(CultureInfo.InvariantCulture) == number).Sum(payment => payment.Amount));
        }

        foreach (var (customer, boxes) in wanted.TextBoxes ?? new Dictionary<string, IReadOnlyDictionary<string, string>>())
        {
            var held = company.TextBoxesOf(customer) ?? new Dictionary<string, string>();
            foreach (var (name, value) in boxes)
                differences.Compare($"KashFlow: the text box {name} of {customer}", value, held.GetValueOrDefault(name));
        }

        foreach (var (nominal, balance) in wanted.Balances ?? new Dictionary<string, decimal>())
            differences.Compare($"KashFlow: the amounts on nominal code {nominal}", balance, company.JournalBalance(int.Parse(nominal, CultureInfo.InvariantCulture)));
    }

    /// <param name="Customers">The customers that the company has.</param>
    /// <param name="Invoices">The invoices that the company has.</param>
    /// <param name="MissingNominals">Nominal codes that the ledger does not know.</param>
    /// <param name="TextBoxes">The custom text boxes of customers that are defined.</param>
    private sealed record Script(
        IReadOnlyList<KashFlowCustomer>? Customers, IReadOnlyList<KashFlowInvoice>? Invoices, IReadOnlyList<string>? MissingNominals, IReadOnlyList<string>? TextBoxes);

    /// <param name="Payments">How many payments there are.</param>
    /// <param name="Journals">How many journals there are.</param>
    /// <param name="CreditNotes">How many credit notes there are.</param>
    /// <param name="Notes">How many notes there are.</param>
    /// <param name="RecordedTwice">How many references were recorded more than once.</param>
    /// <param name="Paid">The sum of payments by invoice number.</param>
    /// <param name="TextBoxes">Values of custom text boxes by name, by the customer's code.</param>
    /// <param name="Balances">Balances of nominal codes over all journals: debits positive, credits negative.</param>
    private sealed record Expectation(
        int? Payments,
        int? Journals,
        int? CreditNotes,
        int? Notes,
        int? RecordedTwice,
        IReadOnlyDictionary<string, decimal>? Paid,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? TextBoxes,
        IReadOnlyDictionary<string, decimal>? Balances);
}
