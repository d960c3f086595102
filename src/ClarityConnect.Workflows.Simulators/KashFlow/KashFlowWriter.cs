using System.Globalization;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>Carries writes out, for both interfaces alike. Each of them is done as a whole or not at all.</summary>
internal sealed class KashFlowWriter(KashFlowBooks books)
{
    /// <summary>Nominal codes that a fault has taken away.</summary>
    public IReadOnlyList<string> MissingNominals { get; init; } = [];

    public JsonObject CreateInvoice(JsonObject body)
    {
        var code = KashFlowBooks.Text(body["CustomerCode"]) ?? "";
        if (books.Find(KashFlowBooks.Customers, code) is not { } customer)
            throw KashFlowRefusal.Invalid($"There is no customer {code}");
        var number = KashFlowBooks.Number(body["Number"]) is var given and > 0 ? (long)given : books.NextNumber(KashFlowBooks.Invoices, 1001);
        if (books.Find(KashFlowBooks.Invoices, KashFlowBooks.Key(number)) is not null)
            throw KashFlowRefusal.Invalid($"Invoice number {number} is taken");
        var invoice = Document(body, new JsonObject { ["Id"] = books.NextId(), ["Number"] = number }, customer);
        invoice["PaymentLines"] = Payments(body);
        books.Settle(invoice);
        return invoice;
    }

    /// <summary>Replaces the document: payments that are not sent again are gone.</summary>
    public JsonObject ReplaceInvoice(JsonObject invoice, JsonObject body)
    {
        var code = KashFlowBooks.Text(body["CustomerCode"]) ?? "";
        if (books.Find(KashFlowBooks.Customers, code) is not { } customer)
            throw KashFlowRefusal.Invalid($"There is no customer {code}");
        var replaced = Document(body, new JsonObject { ["Id"] = invoice["Id"]!.DeepClone(), ["Number"] = invoice["Number"]!.DeepClone() }, customer);
        replaced["PaymentLines"] = Payments(body);
        books.Settle(replaced);
        return replaced;
    }

    public JsonObject CreateCustomer(JsonObject body)
    {
        var code = KashFlowBooks.Text(body["Code"])?.Trim() ?? "";
        if (code.Length == 0 || string.IsNullOrWhiteSpace(KashFlowBooks.Text(body["Name"])))
            throw KashFlowRefusal.Invalid("A customer needs a code and a name");
        if (books.Find(KashFlowBooks.Customers, code) is not null)
        {
            if ((bool?)body["CreateCustomerCodeIfDuplicate"] != true)
                throw KashFlowRefusal.Invalid($"Customer code {code} is taken");
            var suffix = 1;
            while (books.Find(KashFlowBooks.Customers, $"{code}{suffix}") is not null)
                suffix++;
            code = $"{code}{suffix}";
        }
        return ReplaceCustomer(new JsonObject { ["Id"] = books.NextId(), ["Code"] = code }, body);
    }

    public JsonObject ReplaceCustomer(JsonObject customer, JsonObject body)
    {
        var boxes = (body["CustomTextBoxes"] as JsonArray ?? []).ToDictionary(box => (string?)box!["Name"] ?? "", box => (string?)box!["Value"] ?? "", StringComparer.OrdinalIgnoreCase);
        if (boxes.Keys.FirstOrDefault(name => !books.TextBoxes.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw KashFlowRefusal.Invalid($"There is no custom text box '{unknown}'");
        var row = body.DeepClone().AsObject();
        row.Remove("CreateCustomerCodeIfDuplicate");
        row.Remove("CreateCustomerNameIfEmptyOrNull");
        (row["Id"], row["Code"]) = (customer["Id"]!.DeepClone(), customer["Code"]!.DeepClone());
        row["Currency"] ??= new JsonObject { ["Code"] = "GBP" };
        row["CustomTextBoxes"] = new JsonArray([.. books.TextBoxes.Select(name => new JsonObject { ["Name"] = name, ["Value"] = boxes.GetValueOrDefault(name, "") })]);
        books.Put(KashFlowBooks.Customers, (string)row["Code"]!, row);
        return row;
    }

    /// <summary>Pays several invoices in one go.</summary>
    public JsonObject PayInBulk(JsonObject body)
    {
        var items = body["PaymentItems"] as JsonArray ?? [];
        if (items.Count == 0)
            throw KashFlowRefusal.Invalid("There are no payment items");
        var payments = items.Select(item => (Invoice: books.Get(KashFlowBooks.Invoices, KashFlowBooks.Key(KashFlowBooks.Number(item!["ObjectNumber"])), "Invoice"), Amount: KashFlowBooks.Number(item["Amount"]))).ToList();
        var number = books.NextNumber(KashFlowBooks.BulkPayments, 1);
        var lines = payments.ConvertAll(payment => Payment(body["Date"], payment.Amount, body["Method"], body["AccountId"], books.CopiesComment ? body["Comment"] : null));
        foreach (var (payment, line) in payments.Zip(lines))
        {
            line["BulkId"] = number;
            payment.Invoice["PaymentLines"]!.AsArray().Add(line);
        }
        var bulk = body.DeepClone().AsObject();
        (bulk["Id"], bulk["Number"]) = (books.NextId(), number);
        books.Put(KashFlowBooks.BulkPayments, KashFlowBooks.Key(number), bulk);
        foreach (var (invoice, _) in payments)
            books.Settle(invoice);
        return bulk;
    }

    /// <summary>Pays one invoice.</summary>
    public long Pay(string invoiceNumber, JsonNode? date, decimal amount, JsonNode? method, JsonNode? account, JsonNode? note)
    {
        var invoice = books.Get(KashFlowBooks.Invoices, invoiceNumber, "Invoice");
        var line = Payment(date, amount, method, account, note);
        invoice["PaymentLines"]!.AsArray().Add(line);
        books.Settle(invoice);
        return (long)KashFlowBooks.Number(line["Id"]);
    }

    public JsonObject AddNote(string owner, JsonObject body)
    {
        var notes = books.Find(KashFlowBooks.Notes, owner) ?? new JsonObject { ["List"] = new JsonArray() };
        var list = notes["List"]!.AsArray();
        var note = new JsonObject
        {
            ["Number"] = list.Count + 1, ["Text"] = KashFlowBooks.Text(body["Text"]) ?? "", ["Date"] = KashFlowBooks.Write(books.Today), ["LastModifiedBy"] = "sandbox",
        };
        list.Add(note);
        books.Put(KashFlowBooks.Notes, owner, notes);
        return note;
    }

    public JsonObject PostJournal(DateOnly date, string name, string comment, IReadOnlyList<KashFlowJournalLine> lines)
    {
        if (lines.Count < 2)
            throw KashFlowRefusal.Invalid("A journal needs two lines");
        foreach (var line in lines)
            CheckNominal(line.NominalCode);
        var (debit, credit) = (lines.Sum(line => line.Debit), lines.Sum(line => line.Credit));
        if (debit != credit)
            throw KashFlowRefusal.Invalid(string.Create(CultureInfo.InvariantCulture, $"The journal does not balance: debit {debit}, credit {credit}"));
        var number = books.NextNumber(KashFlowBooks.Journals, 1);
        var row = new JsonObject
        {
            ["Number"] = number, ["JournalName"] = name, ["JournalDate"] = KashFlowBooks.Write(date), ["Comment"] = comment, ["Category"] = 0, ["TotalAmount"] = debit,
            ["LineItems"] = new JsonArray([.. lines.Select((line, index) => new JsonObject
            {
                ["Id"] = index + 1, ["NominalCode"] = line.NominalCode, ["Comment"] = line.Comment, ["Debit"] = line.Debit, ["Credit"] = line.Credit,
            })]),
        };
        books.Put(KashFlowBooks.Journals, KashFlowBooks.Key(number), row);
        return row;
    }

    private JsonObject Document(JsonObject body, JsonObject document, JsonObject customer)
    {
        var lines = body["LineItems"] as JsonArray ?? [];
        if (lines.Count == 0)
            throw KashFlowRefusal.Invalid("There are no line items");
        foreach (var line in lines)
            CheckNominal((int)KashFlowBooks.Number(line!["NominalCode"]));
        var code = KashFlowBooks.Text((body["Currency"] ?? customer["Currency"])?["Code"]) ?? "GBP";
        var currency = KashFlowSettings.Currencies.FirstOrDefault(one => one.Code == code);
        if (currency.Code is null)
            throw KashFlowRefusal.Invalid($"There is no currency {code}");
        var rate = KashFlowBooks.Number(body["Currency"]?["ExchangeRate"]) is var given and > 0 ? given : currency.Rate;
        document["CustomerCode"] = customer["Code"]!.DeepClone();
        document["CustomerReference"] = body["CustomerReference"]?.DeepClone();
        document["IssuedDate"] = body["IssuedDate"]?.DeepClone() ?? KashFlowBooks.Write(books.Today);
        document["DueDate"] = body["DueDate"]?.DeepClone() ?? document["IssuedDate"]!.DeepClone();
        document["Currency"] = new JsonObject { ["Code"] = code, ["ExchangeRate"] = rate, ["Symbol"] = currency.Symbol };
        document["IsArchived"] = false;
        document["LineItems"] = new JsonArray([.. lines.Select((line, index) => Line(line!.DeepClone().AsObject(), index + 1))]);
        return document;
    }

    private static JsonObject Line(JsonObject line, int number)
    {
        line["Number"] = number;
        line["VATAmount"] ??= decimal.Round(KashFlowBooks.Number(line["Quantity"]) * KashFlowBooks.Number(line["Rate"]) * KashFlowBooks.Number(line["VATLevel"]) / 100, 2, MidpointRounding.AwayFromZero);
        return line;
    }

    private JsonArray Payments(JsonObject body) => new([.. (body["PaymentLines"] as JsonArray ?? []).Select(sent =>
    {
        var line = Payment(sent!["Date"], KashFlowBooks.Number(sent["Amount"]), sent["Method"], sent["AccountId"], sent["Note"]);
        if (KashFlowBooks.Number(sent["Id"]) > 0)
            line["Id"] = sent["Id"]!.DeepClone();
        return line;
    })]);

    private JsonObject Payment(JsonNode? date, decimal amount, JsonNode? method, JsonNode? account, JsonNode? note)
    {
        if (KashFlowSettings.Methods.All(known => known.Id != KashFlowBooks.Number(method)))
            throw KashFlowRefusal.Invalid($"There is no payment method {method}");
        if (KashFlowSettings.BankAccounts.All(known => known.Id != KashFlowBooks.Number(account)))
            throw KashFlowRefusal.Invalid($"There is no bank account {account}");
        if (amount == 0)
            throw KashFlowRefusal.Invalid("A payment needs an amount");
        return new JsonObject
        {
            ["Id"] = books.NextId(), ["Date"] = KashFlowBooks.Write(KashFlowBooks.Day(date)), ["Amount"] = amount, ["Method"] = KashFlowBooks.Number(method),
            ["AccountId"] = KashFlowBooks.Number(account), ["Note"] = note?.DeepClone(), ["Permalink"] = null,
        };
    }

    private void CheckNominal(int code)
    {
        if (KashFlowSettings.Nominals.All(nominal => nominal.Code != code) || MissingNominals.Contains(code.ToString(CultureInfo.InvariantCulture)))
            throw KashFlowRefusal.Invalid($"There is no nominal code {code}");
    }
}
