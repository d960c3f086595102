using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Invoices, credit memos and documents of order entry. These functions are old: their elements have a strict order.</summary>
internal sealed class Receivables(WriteContext context, Books books)
{
    private static readonly string[] InvoiceOrder =
    [
        "customerid", "datecreated", "dateposted", "datedue", "termname", "action", "batchkey", "invoiceno", "ponumber", "onhold", "description", "externalid", "billto", "shipto",
        "basecurr", "currency", "exchratedate", "exchratetype", "exchrate", "nogl", "supdocid", "customfields", "taxsolutionid", "invoiceitems",
    ];

    private static readonly string[] AdjustmentOrder =
    [
        "customerid", "datecreated", "dateposted", "batchkey", "adjustmentno", "action", "invoiceno", "description", "externalid",
        "basecurr", "currency", "exchratedate", "exchratetype", "exchrate", "nogl", "customfields", "aradjustmentitems",
    ];

    private static readonly string[] LineOrder =
    [
        "glaccountno", "accountlabel", "offsetglaccountno", "amount", "allocationid", "memo", "locationid", "departmentid", "key", "totalpaid", "totaldue", "customfields",
        "projectid", "customerid", "vendorid", "employeeid", "itemid", "classid", "contractid", "warehouseid", "taxentries",
    ];

    private static readonly string[] DocumentOrder =
    [
        "transactiontype", "datecreated", "dateposted", "createdfrom", "customerid", "documentno", "origdocdate", "referenceno", "termname", "datedue", "message", "shippingmethod",
        "shipto", "billto", "supdocid", "externalid", "basecurr", "currency", "exchratedate", "exchratetype", "exchrate", "vsoepricelist", "customfields", "state", "projectid", "sotransitems", "subtotals",
    ];

    public Books Invoice(XElement source, out string key) => Receivable(source, "ARINVOICE", "Invoice", InvoiceOrder, "invoiceno", "invoiceitems", out key);

    public Books Adjustment(XElement source, out string key) => Receivable(source, "ARADJUSTMENT", "Adjustment", AdjustmentOrder, "adjustmentno", "aradjustmentitems", out key);

    public Books Document(XElement source, out string key)
    {
        var rules = new CompanyRules(context, books, "Could not create Document record!", "INV-0900");
        CheckOrder(source, DocumentOrder);
        var kind = rules.Required(source, "transactiontype");
        if (kind is not ("Sales Invoice" or "Sales Order"))
            throw rules.Reference("Transaction definition", kind);
        var customer = rules.Customer(rules.Required(source, "customerid")).Key;
        var date = rules.Parts(source, "datecreated") ?? throw rules.Field("datecreated is required.");
        rules.Period(date);
        var recordNo = books.LastRecordNo + 1;
        var number = CompanyRules.Text(source, "documentno") ?? string.Create(CultureInfo.InvariantCulture, $"SI{recordNo}");
        rules.Unique(books.Of("SODOCUMENT").Any(d => d["DOCPARID"] == kind && d["DOCNO"] == number), kind, number);
        var (currency, _) = rules.Currency(CompanyRules.Text(source, "currency"), CompanyRules.Text(source, "exchratetype"), CompanyRules.Text(source, "exchrate"), "");
        var lines = new List<IReadOnlyDictionary<string, string>>();
        decimal total = 0;
        foreach (var item in source.Element("sotransitems")?.Elements("sotransitem") ?? [])
        {
            var id = rules.Required(item, "itemid");
            if (CompanySetup.Items.All(i => i.Id != id))
                throw rules.Reference("Item", id);
            if (CompanyRules.Text(item, "unit") is null)
                throw rules.Field($"Unit is missing for item {id}.");
            var (quantity, price) = (rules.Amount(rules.Required(item, "quantity"), ""), rules.Amount(CompanyRules.Text(item, "price") ?? "0", ""));
            var line = rules.Others(item, legacy: true);
            line["LOCATIONID"] = rules.Location(CompanyRules.Text(item, "locationid"), "");
            if (rules.Department(CompanyRules.Text(item, "departmentid")) is { } department)
                line["DEPARTMENTID"] = department;
            line["QUANTITY"] = quantity.ToString(CultureInfo.InvariantCulture);
            line["PRICE"] = price.ToString(CultureInfo.InvariantCulture);
            total += Math.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
            lines.Add(line);
        }
        if (lines.Count == 0)
            throw rules.Field("A document needs at least one item.");
        total += (source.Element("subtotals")?.Elements("subtotal") ?? []).Sum(s => rules.Amount(rules.Required(s, "total"), ""));
        var fields = rules.LegacyOwnFields(source);
        foreach (var (name, value) in new (string, string?)[]
        {
            ("DOCPARID", kind), ("DOCNO", number), ("DOCID", $"{kind}-{number}"), ("CUSTVENDID", customer), ("WHENCREATED", CompanyRules.Write(date)), ("CURRENCY", currency),
            ("PONUMBER", CompanyRules.Text(source, "referenceno")), ("MESSAGE", CompanyRules.Text(source, "message")), ("STATE", CompanyRules.Text(source, "state") ?? "Pending"),
            ("TOTAL", CompanyRules.Write(total)), ("TRX_TOTAL", CompanyRules.Write(total)),
        })
        {
            fields[name] = value ?? "";
        }
        key = fields["DOCID"];
        return books.With(New("SODOCUMENT", recordNo, number, fields, lines));
    }

    public Books ReverseInvoice(XElement source, out string key)
    {
        var rules = new CompanyRules(context, books, "Could not reverse Invoice record!", "AR-0951");
        key = source.Attribute("key")?.Value ?? "";
        var date = rules.Parts(source, "datereversed") ?? throw rules.Field("datereversed is required.");
        rules.Period(date);
        var wanted = key;
        var invoice = books.Of("ARINVOICE").FirstOrDefault(i => i.RecordNo.ToString(CultureInfo.InvariantCulture) == wanted) ?? throw rules.Reference("Invoice", wanted);
        if (invoice["STATE"] == "Reversed")
            throw rules.Field($"Invoice {invoice.Key} is already reversed.");
        if (invoice.Amount("TRX_TOTALPAID") != 0)
            throw rules.Field($"Invoice {invoice.Key} is paid and cannot be reversed.");
        return books.With(invoice.With(context.Now, CompanySetup.WebServicesUser, ("STATE", "Reversed"), ("TOTALDUE", "0.00"), ("TRX_TOTALDUE", "0.00"), ("REVERSEDATE", CompanyRules.Write(date))));
    }

    private Books Receivable(XElement source, string objectName, string label, string[] order, string numberField, string linesField, out string key)
    {
        var rules = new CompanyRules(context, books, $"Could not create {label} record!", "AR-0950");
        CheckOrder(source, order);
        var customer = rules.Customer(rules.Required(source, "customerid")).Key;
        var date = rules.Parts(source, "datecreated") ?? throw rules.Field("datecreated is required.");
        rules.Period(rules.Parts(source, "dateposted") ?? date);
        var due = rules.Parts(source, "datedue") ?? date.AddDays(30);
        var recordNo = books.LastRecordNo + 1;
        var number = CompanyRules.Text(source, numberField) ?? string.Create(CultureInfo.InvariantCulture, $"AR-{recordNo}");
        rules.Unique(books.Find(objectName, number) is not null, label, number);
        var (currency, rate) = rules.Currency(CompanyRules.Text(source, "currency"), CompanyRules.Text(source, "exchratetype"), CompanyRules.Text(source, "exchrate"), "");
        var items = source.Element(linesField)?.Elements("lineitem").ToList() ?? [];
        if (items.Count == 0)
            throw rules.Field("At least one line is required.");
        var lines = items.Select((item, i) => Line(item, i + 1, recordNo, currency, rate, rules)).ToList();
        var (trx, @base) = (Sum(lines, "TRX_AMOUNT"), Sum(lines, "AMOUNT"));
        var fields = rules.LegacyOwnFields(source);
        foreach (var (name, value) in new (string, string?)[]
        {
            ("RECORDID", number), ("CUSTOMERID", customer), ("STATE", CompanyRules.Text(source, "action") == "Draft" ? "Draft" : "Posted"), ("WHENCREATED", CompanyRules.Write(date)),
            ("WHENDUE", CompanyRules.Write(due)), ("DOCNUMBER", CompanyRules.Text(source, "ponumber") ?? CompanyRules.Text(source, "externalid")), ("DESCRIPTION", CompanyRules.Text(source, "description")),
            ("CURRENCY", currency), ("BASECURR", ChartOfAccounts.BaseCurrency), ("TOTALENTERED", CompanyRules.Write(@base)), ("TRX_TOTALENTERED", CompanyRules.Write(trx)),
            ("TOTALDUE", CompanyRules.Write(@base)), ("TRX_TOTALDUE", CompanyRules.Write(trx)), ("TOTALPAID", "0.00"), ("TRX_TOTALPAID", "0.00"),
        })
        {
            fields[name] = value ?? "";
        }
        key = recordNo.ToString(CultureInfo.InvariantCulture);
        return books.With(New(objectName, recordNo, number, fields, lines));
    }

    private static Dictionary<string, string> Line(XElement item, int number, long recordNo, string currency, decimal rate, CompanyRules rules)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"Line {number}: ");
        CheckOrder(item, LineOrder);
        var amount = Math.Round(rules.Amount(rules.Required(item, "amount"), where), 2, MidpointRounding.AwayFromZero);
        var account = rules.Required(item, "glaccountno");
        rules.Account(account);
        var line = rules.Others(item, legacy: true);
        line["LOCATIONID"] = rules.Location(CompanyRules.Text(item, "locationid"), where);
        if (rules.Department(CompanyRules.Text(item, "departmentid")) is { } department)
            line["DEPARTMENTID"] = department;
        line["RECORDNO"] = string.Create(CultureInfo.InvariantCulture, $"{recordNo}{number:000}");
        line["RECORDKEY"] = recordNo.ToString(CultureInfo.InvariantCulture);
        line["LINE_NO"] = number.ToString(CultureInfo.InvariantCulture);
        line["ACCOUNTNO"] = account;
        line["CURRENCY"] = currency;
        line["TRX_AMOUNT"] = CompanyRules.Write(amount);
        line["AMOUNT"] = CompanyRules.Write(Math.Round(amount * rate, 2, MidpointRounding.AwayFromZero));
        line["ENTRYDESCRIPTION"] = CompanyRules.Text(item, "memo") ?? "";
        return line;
    }

    private BookedRecord New(string objectName, long recordNo, string key, IReadOnlyDictionary<string, string> fields, IReadOnlyList<IReadOnlyDictionary<string, string>> lines) => new()
    {
        Object = objectName, RecordNo = recordNo, Key = key, Fields = fields, Lines = lines, ControlId = context.ControlId,
        CreatedAt = context.Now, ModifiedAt = context.Now, ModifiedBy = CompanySetup.WebServicesUser,
    };

    private static decimal Sum(List<Dictionary<string, string>> lines, string name) => lines.Sum(l => decimal.Parse(l[name], CultureInfo.InvariantCulture));

    private static void CheckOrder(XElement source, string[] order)
    {
        var last = -1;
        foreach (var name in source.Elements().Select(e => e.Name.LocalName))
        {
            var at = Array.IndexOf(order, name);
            if (at < last || at < 0)
                throw new IntacctRefusal("XL03000003", $"XML Parse schema error: {name} is not expected here in {source.Name.LocalName}.");
            last = at;
        }
    }
}
