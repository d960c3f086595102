using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>The simulated KashFlow company, for tests and the demo to fill and to judge.</summary>
public sealed class KashFlowSimulator
{
    private readonly StateJournal _journal;
    private readonly KashFlowTokens _tokens;

    internal KashFlowSimulator(SimulatorOptions options, StateJournal journal, TimeProvider time)
    {
        _journal = journal;
        _tokens = new KashFlowTokens(options, time);
        Books = new KashFlowBooks(journal, time);
        Rest = new KashFlowRestSystem(Books, _tokens);
        Soap = new KashFlowSoapSystem(options, Books);
    }

    /// <summary>Every invoice and credit note, in the order of their numbers.</summary>
    public IReadOnlyList<KashFlowDocument> Invoices => Read(() => Books.Rows(KashFlowBooks.Invoices).Select(Document).ToList());

    /// <summary>Every payment, by invoice.</summary>
    public IReadOnlyList<KashFlowPayment> Payments => Read(() => Books.Rows(KashFlowBooks.Invoices).SelectMany(PaymentsOf).ToList());

    /// <summary>Every journal, in the order of their numbers.</summary>
    public IReadOnlyList<KashFlowJournal> Journals => Read(() => Books.Rows(KashFlowBooks.Journals).Select(Journal).ToList());

    /// <summary>The codes of all customers.</summary>
    public IReadOnlyList<string> CustomerCodes => Read(() => Books.Rows(KashFlowBooks.Customers).Select(row => (string)row["Code"]!).ToList());

    /// <summary>What was recorded more than once. Empty after a correct run, whatever crashed.</summary>
    public IReadOnlyList<RecordedTwice> RecordedTwice =>
    [
        .. Twice("payment", Payments.Select(payment => (payment.InvoiceNumber.ToString(CultureInfo.InvariantCulture), payment.Reference))),
        .. Twice("journal", Journals.Select(journal => (journal.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), journal.Reference))),
        .. Twice("invoice", Invoices.Where(invoice => invoice.Reference is not null).Select(invoice => ($"{invoice.CustomerCode} {(invoice.Gross < 0 ? "credit" : "invoice")}", invoice.Reference!))),
        .. Twice("note", Invoices.SelectMany(invoice => invoice.Notes.Select(note => (invoice.Number.ToString(CultureInfo.InvariantCulture), KashFlowBooks.FirstWord(note) ?? "")))),
    ];

    /// <summary>The numbers of journals whose debits and credits differ. Empty, as the company refuses such journals.</summary>
    public IReadOnlyList<long> UnbalancedJournals =>
        [.. Journals.Where(journal => journal.Lines.Sum(line => line.Debit) != journal.Lines.Sum(line => line.Credit)).Select(journal => journal.Number)];

    /// <summary>How often somebody has signed in.</summary>
    public int SignIns => Read(() => _tokens.SignIns);

    /// <summary>Custom text boxes of customers that somebody has defined in the settings.</summary>
    /// <value>"Fraud score" and "Gateway reference".</value>
    public IReadOnlyList<string> TextBoxes
    {
        get => Books.TextBoxes;
        set => Books.TextBoxes = value;
    }

    /// <summary>Whether the comment of a bulk payment becomes the note of its lines. What the service does is not published.</summary>
    /// <value>true.</value>
    public bool CopiesComments
    {
        get => Books.CopiesComment;
        set => Books.CopiesComment = value;
    }

    /// <summary>Whether POST /invoices/{number}/payments exists, which the vendor's contract does not have.</summary>
    /// <value>false.</value>
    public bool OffersDirectPayments
    {
        get => Rest.OffersDirectPayments;
        set => Rest.OffersDirectPayments = value;
    }

    /// <summary>Whether the user is locked.</summary>
    /// <value>false, until somebody signs in wrongly five times in a row.</value>
    public bool IsUserLocked
    {
        get => Read(() => _tokens.IsLocked);
        set => Read(() => _tokens.IsLocked = value);
    }

    internal KashFlowBooks Books { get; }

    internal KashFlowRestSystem Rest { get; }

    internal KashFlowSoapSystem Soap { get; }

    /// <summary>Ends all sessions, as an idle hour does.</summary>
    public void EndSessions() => Read(() =>
    {
        _tokens.EndAll();
        return 0;
    });

    /// <summary>Puts a customer in; one that is there is replaced.</summary>
    /// <param name="customer">The customer.</param>
    public async Task AddCustomerAsync(KashFlowCustomer customer)
    {
        ArgumentNullException.ThrowIfNull(customer);
        Read(() => Add(customer));
        await _journal.FlushAsync();
    }

    /// <summary>Puts an invoice in.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <exception cref="InvalidOperationException">The number is taken, or the nominal code or currency is not known.</exception>
    public async Task AddInvoiceAsync(KashFlowInvoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        Read(() => Add(invoice));
        await _journal.FlushAsync();
    }

    /// <summary>The custom text boxes of a customer by name; null where there is no such customer.</summary>
    /// <param name="code">The customer's code.</param>
    public IReadOnlyDictionary<string, string>? TextBoxesOf(string code) => Read(() => Books.Find(KashFlowBooks.Customers, code)?["CustomTextBoxes"] is JsonArray boxes
        ? boxes.ToDictionary(box => (string)box!["Name"]!, box => (string?)box!["Value"] ?? "")
        : null);

    /// <summary>How often a payment with a reference stands on an invoice.</summary>
    /// <param name="invoiceNumber">The invoice.</param>
    /// <param name="reference">The caller's reference.</param>
    public int TimesRecorded(long invoiceNumber, string reference) =>
        Payments.Count(payment => payment.InvoiceNumber == invoiceNumber && payment.Reference == reference);

    /// <summary>The balance of a nominal code over all journals: debits positive, credits negative.</summary>
    /// <param name="nominalCode">The nominal code.</param>
    public decimal JournalBalance(int nominalCode) =>
        Journals.SelectMany(journal => journal.Lines).Where(line => line.NominalCode == nominalCode).Sum(line => line.Debit - line.Credit);

    private static IEnumerable<RecordedTwice> Twice(string kind, IEnumerable<(string Where, string Reference)> records) => records
        .Where(record => record.Reference.Length > 0)
        .GroupBy(record => record)
        .Where(group => group.Count() > 1)
        .Select(group => new RecordedTwice(kind, group.Key.Where, group.Key.Reference, group.Count()));

    private static IEnumerable<KashFlowPayment> PaymentsOf(JsonObject invoice) => invoice["PaymentLines"]!.AsArray().Select(line => new KashFlowPayment(
        (long)KashFlowBooks.Number(line!["Id"]), (long)KashFlowBooks.Number(invoice["Number"]), KashFlowBooks.Number(line["Amount"]), KashFlowBooks.Day(line["Date"]),
        KashFlowBooks.Text(line["Note"]) ?? "", (long)KashFlowBooks.Number(line["Method"]), (long)KashFlowBooks.Number(line["AccountId"])));

    private static KashFlowJournal Journal(JsonObject row) => new(
        (long)KashFlowBooks.Number(row["Number"]), KashFlowBooks.Day(row["JournalDate"]), KashFlowBooks.Text(row["Comment"]) ?? "",
        [.. row["LineItems"]!.AsArray().Select(line => new KashFlowJournalLine(
            (int)KashFlowBooks.Number(line!["NominalCode"]), KashFlowBooks.Number(line["Debit"]), KashFlowBooks.Number(line["Credit"]), KashFlowBooks.Text(line["Comment"]) ?? ""))]);

    private KashFlowDocument Document(JsonObject row) => new(
        (long)KashFlowBooks.Number(row["Number"]), (string)row["CustomerCode"]!, KashFlowBooks.Text(row["CustomerReference"]), (string)row["Currency"]!["Code"]!,
        KashFlowBooks.Number(row["NetAmount"]), KashFlowBooks.Number(row["VATAmount"]), KashFlowBooks.Number(row["TotalPaidAmount"]), KashFlowBooks.Number(row["DueAmount"]),
        [.. (Books.Find(KashFlowBooks.Notes, $"invoice {row["Number"]}")?["List"] as JsonArray ?? []).Select(note => (string)note!["Text"]!)]);

    private JsonObject Add(KashFlowCustomer customer)
    {
        var body = new JsonObject
        {
            ["Name"] = customer.Name, ["CustomerKey"] = customer.CustomerKey,
            ["Contacts"] = new JsonArray(new JsonObject { ["Name"] = customer.Name, ["Email"] = customer.Email, ["IsPrimary"] = true }),
        };
        var known = Books.Find(KashFlowBooks.Customers, customer.Code) ?? new JsonObject { ["Id"] = Books.NextId(), ["Code"] = customer.Code };
        return new KashFlowWriter(Books).ReplaceCustomer(known, body);
    }

    private JsonObject Add(KashFlowInvoice invoice)
    {
        if (Books.Find(KashFlowBooks.Customers, invoice.CustomerCode) is null)
            Add(new KashFlowCustomer(invoice.CustomerCode, invoice.CustomerCode));
        var issued = invoice.IssuedOn ?? Books.Today;
        try
        {
            return new KashFlowWriter(Books).CreateInvoice(new JsonObject
            {
                ["Number"] = invoice.Number, ["CustomerCode"] = invoice.CustomerCode, ["CustomerReference"] = invoice.Reference,
                ["IssuedDate"] = KashFlowBooks.Write(issued), ["DueDate"] = KashFlowBooks.Write(issued.AddDays(30)), ["Currency"] = new JsonObject { ["Code"] = invoice.Currency },
                ["LineItems"] = new JsonArray(new JsonObject
                {
                    ["Description"] = "Goods", ["Quantity"] = 1m, ["Rate"] = invoice.Net, ["VATLevel"] = invoice.VatPercent, ["NominalCode"] = invoice.NominalCode,
                }),
                ["PaymentLines"] = invoice.PaidBy is null ? null : new JsonArray(PaymentOf(invoice, issued)),
            });
        }
        catch (KashFlowRefusal refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }

    private static JsonObject PaymentOf(KashFlowInvoice invoice, DateOnly issued) => new()
    {
        ["Date"] = KashFlowBooks.Write(issued),
        ["Amount"] = invoice.Net + decimal.Round(invoice.Net * invoice.VatPercent / 100, 2, MidpointRounding.AwayFromZero),
        ["Method"] = KashFlowSettings.Methods[0].Id,
        ["AccountId"] = KashFlowSettings.BankAccounts[0].Id,
        ["Note"] = invoice.PaidBy,
    };

    private T Read<T>(Func<T> read)
    {
        lock (Books.Gate) return read();
    }
}
