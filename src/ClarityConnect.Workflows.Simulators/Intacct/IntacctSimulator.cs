namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The general ledger of the simulated company, for tests and the demo to judge.</summary>
public sealed class IntacctSimulator
{
    internal IntacctSimulator(IntacctSystem system) => System = system;

    /// <summary>Every journal entry that was ever created, deleted ones included, in the order of their record numbers.</summary>
    public IReadOnlyList<PostedBatch> Batches => [.. System.Books.Batches.Values];

    /// <summary>References that were posted more than once in the same journal. Empty after a correct run, whatever crashed.</summary>
    public IReadOnlyList<PostedTwice> PostedTwice =>
    [
        .. Batches.Where(b => b.ReferenceNo is not null).GroupBy(b => (b.Journal, b.ReferenceNo)).Where(g => g.Count() > 1)
            .Select(g => new PostedTwice(g.Key.Journal, g.Key.ReferenceNo!, g.Count())),
    ];

    /// <summary>Every customer, those that the company was set up with included.</summary>
    public IReadOnlyList<BookedRecord> Customers => Of("CUSTOMER");

    /// <summary>Every invoice of accounts receivable, reversed ones included.</summary>
    public IReadOnlyList<BookedRecord> Invoices => Of("ARINVOICE");

    /// <summary>Every AR adjustment; a negative total is a credit memo.</summary>
    public IReadOnlyList<BookedRecord> Adjustments => Of("ARADJUSTMENT");

    /// <summary>Every payment of a customer, reversed ones included.</summary>
    public IReadOnlyList<BookedRecord> Payments => Of("ARPYMT");

    /// <summary>Every document of order entry.</summary>
    public IReadOnlyList<BookedRecord> SalesDocuments => Of("SODOCUMENT");

    /// <summary>Every project, those that the company was set up with included.</summary>
    public IReadOnlyList<BookedRecord> Projects => Of("PROJECT");

    /// <summary>What was made more than once under the same business id and customer. Empty after a correct run, whatever crashed.</summary>
    public IReadOnlyList<PostedTwice> MadeTwice =>
    [
        .. System.Books.Records.Values.GroupBy(r => (r.Object, r.Key, Customer: r.Object == "CUSTOMER" ? "" : r["CUSTOMERID"])).Where(g => g.Count() > 1)
            .Select(g => new PostedTwice(g.Key.Object, g.Key.Key, g.Count())),
        .. Customers.Where(c => c["DISPLAYCONTACT.EMAIL1"].Length > 0).GroupBy(c => c["DISPLAYCONTACT.EMAIL1"].ToUpperInvariant()).Where(g => g.Count() > 1)
            .Select(g => new PostedTwice("CUSTOMER", g.First()["DISPLAYCONTACT.EMAIL1"], g.Count())),
    ];

    internal IntacctSystem System { get; }

    /// <summary>Changes fields of a customer as a person does in Intacct, or makes the customer.</summary>
    /// <param name="customerId">CUSTOMERID.</param>
    /// <param name="fields">Fields by Intacct's names, e.g. NAME, DISPLAYCONTACT.EMAIL1.</param>
    public void EditCustomer(string customerId, IReadOnlyDictionary<string, string> fields) => System.Edit((books, now) =>
    {
        var customer = books.Find("CUSTOMER", customerId) ?? new BookedRecord
        {
            Object = "CUSTOMER", RecordNo = books.LastRecordNo + 1, Key = customerId, CreatedAt = now, ModifiedAt = now, ModifiedBy = CompanySetup.Person,
            Fields = new Dictionary<string, string> { ["CUSTOMERID"] = customerId, ["NAME"] = customerId, ["STATUS"] = "active" },
        };
        return books.With(customer.With(now, CompanySetup.Person, [.. fields.Select(f => (f.Key, f.Value))]));
    });

    /// <summary>Enters a receipt as a person does in Intacct, without an invoice.</summary>
    /// <param name="customerId">CUSTOMERID.</param>
    /// <param name="documentNumber">DOCNUMBER.</param>
    /// <param name="day">RECEIPTDATE.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency, ISO 4217; it is the base currency too.</param>
    public void EnterReceipt(string customerId, string documentNumber, DateOnly day, decimal amount, string currency) => System.Edit((books, now) => books.With(new BookedRecord
    {
        Object = "ARPYMT", RecordNo = books.LastRecordNo + 1, Key = documentNumber, CreatedAt = now, ModifiedAt = now, ModifiedBy = CompanySetup.Person,
        Fields = new Dictionary<string, string>
        {
            ["CUSTOMERID"] = customerId, ["DOCNUMBER"] = documentNumber, ["RECEIPTDATE"] = CompanyRules.Write(day), ["CURRENCY"] = currency, ["STATE"] = "Complete",
            ["TRX_TOTALENTERED"] = CompanyRules.Write(amount), ["TOTALENTERED"] = CompanyRules.Write(amount),
        },
    }));

    /// <summary>How often a reference was posted in a journal, deleted entries included.</summary>
    public int TimesPosted(string journal, string referenceNo) =>
        Batches.Count(b => b.Journal == journal && b.ReferenceNo == referenceNo);

    /// <summary>The balance of an account over all entries that are posted: debits positive, credits negative.</summary>
    /// <param name="accountNo">Account.</param>
    /// <param name="location">Location; null for all.</param>
    public decimal Balance(string accountNo, string? location = null) => Batches
        .Where(b => b is { Deleted: false, State: "Posted", Statistical: false })
        .SelectMany(b => b.Entries)
        .Where(e => e.AccountNo == accountNo && (location is null || e.Location == location))
        .Sum(e => e.Signed);

    private IReadOnlyList<BookedRecord> Of(string objectName) => [.. System.Books.Of(objectName)];

    /// <summary>Closes the books: entries dated on this day or before are refused. null opens them again.</summary>
    public void CloseBooksThrough(DateOnly? day) => System.ClosedThrough = day;
}
