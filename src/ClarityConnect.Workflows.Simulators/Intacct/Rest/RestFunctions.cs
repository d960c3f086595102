using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct.Rest;

/// <summary>Brings the objects of the REST API into the form in which the company's books take them.</summary>
internal static class RestFunctions
{
    private static readonly (string RestName, string Line, string Legacy)[] Dimensions =
    [
        ("location", "LOCATION", "locationid"), ("department", "DEPARTMENT", "departmentid"), ("project", "PROJECTID", "projectid"), ("customer", "CUSTOMERID", "customerid"),
        ("vendor", "VENDORID", "vendorid"), ("employee", "EMPLOYEEID", "employeeid"), ("item", "ITEMID", "itemid"), ("class", "CLASSID", "classid"),
        ("contract", "CONTRACTID", "contractid"), ("warehouse", "WAREHOUSEID", "warehouseid"),
    ];

    /// <summary>The function that does what a POST or PATCH asks for.</summary>
    /// <param name="path">The object.</param>
    /// <param name="key">The key of the record to change; null to create.</param>
    /// <param name="json">The body.</param>
    /// <exception cref="IntacctRefusal">The simulator does not offer it.</exception>
    public static (string Name, XElement Source) Read(string path, string? key, JsonObject json) => (path, key) switch
    {
        ("general-ledger/journal-entry", null) => ("create", Journal(json)),
        ("accounts-receivable/invoice", null) => ("create_invoice", Invoice(json)),
        ("accounts-receivable/adjustment", null) => ("create_aradjustment", Adjustment(json)),
        ("accounts-receivable/payment", null) => ("create", Payment(json)),
        ("accounts-receivable/customer", _) => (key is null ? "create" : "update", Customer(json, key)),
        _ => throw new IntacctRefusal("PL04000005", $"The simulator does not offer writing {path}."),
    };

    private static XElement Journal(JsonObject json) => new("GLBATCH",
        Element("JOURNAL", Text(json, "glJournal.id")), Element("BATCH_DATE", Date(Text(json, "postingDate"))), Element("REVERSEDATE", Date(Text(json, "reversePostingDate"))),
        Element("BATCH_TITLE", Text(json, "description")), Element("REFERENCENO", Text(json, "referenceNumber")), Element("BASELOCATION_NO", Text(json, "baseLocation.id")),
        new XElement("STATE", Text(json, "state") == "draft" ? "Draft" : "Posted"), Own(json),
        new XElement("ENTRIES", Lines(json).Select(line => new XElement("GLENTRY",
            Element("DOCUMENT", Text(line, "documentId")), Element("ACCOUNTNO", Text(line, "glAccount.id")),
            Element("TR_TYPE", Text(line, "txnType") switch { "debit" => "1", "credit" => "-1", var other => other }), Element("TRX_AMOUNT", Text(line, "txnAmount")),
            Element("CURRENCY", Text(line, "currency.txnCurrency")), Element("EXCH_RATE_TYPE_ID", Text(line, "currency.exchangeRateTypeId")), Element("EXCHANGE_RATE", Text(line, "currency.exchangeRate")),
            Dimensions.Select(d => Element(d.Line, Text(line, $"dimensions.{d.RestName}.id"))), Element("DESCRIPTION", Text(line, "description"))))));

    private static XElement Invoice(JsonObject json) => new("create_invoice",
        Element("customerid", Text(json, "customer.id")), Parts("datecreated", Text(json, "invoiceDate")), Parts("datedue", Text(json, "dueDate")), Element("termname", Text(json, "term.id")),
        new XElement("action", Text(json, "state") == "draft" ? "Draft" : "Submit"), Element("invoiceno", Text(json, "invoiceNumber")), Element("ponumber", Text(json, "referenceNumber")),
        Element("description", Text(json, "description")), Element("currency", Text(json, "currency.txnCurrency")), Element("exchratetype", Text(json, "currency.exchangeRate.typeId")),
        Element("exchrate", Text(json, "currency.exchangeRate.rate")), LegacyOwn(json),
        new XElement("invoiceitems", Lines(json).Select(line => Item(line, Text(line, "txnAmount")))));

    private static XElement Adjustment(JsonObject json) => new("create_aradjustment",
        Element("customerid", Text(json, "customer.id")), Parts("datecreated", Text(json, "createdDate")), Element("adjustmentno", Text(json, "adjustmentNumber")),
        new XElement("action", Text(json, "state") == "draft" ? "Draft" : "Submit"), Element("invoiceno", Text(json, "documentNumber")), Element("description", Text(json, "description")),
        Element("currency", Text(json, "txnCurrency.currency")), Element("exchratetype", Text(json, "exchangeRate.typeId")), Element("exchrate", Text(json, "exchangeRate.rate")), LegacyOwn(json),
        new XElement("aradjustmentitems", Lines(json).Select(line => Item(line, Text(line, "txnCurrency.amount")))));

    private static XElement Item(JsonObject line, string? amount) => new("lineitem",
        Element("glaccountno", Text(line, "glAccount.id")), Element("amount", amount), Element("memo", Text(line, "memo")),
        Dimensions.Select(d => Element(d.Legacy, Text(line, $"dimensions.{d.RestName}.id"))));

    private static XElement Payment(JsonObject json) => new("ARPYMT",
        Element("FINANCIALENTITY", Text(json, "financialEntity.entityId")), Element("UNDEPOSITEDACCOUNTNO", Text(json, "undepositedGLAccount.id")),
        Element("PAYMENTMETHOD", Text(json, "paymentMethod") switch { "cash" => "Cash", "creditCard" => "Credit Card", "printedCheck" => "Printed Check", "eft" => "EFT", var other => other }),
        Element("CUSTOMERID", Text(json, "customer.id")), Element("DOCNUMBER", Text(json, "documentNumber")), Element("DESCRIPTION", Text(json, "description")),
        Element("RECEIPTDATE", Date(Text(json, "paymentSummary.receiptDate"))), Element("CURRENCY", Text(json, "txnCurrency.currency")),
        Element("EXCH_RATE_TYPE_ID", Text(json, "exchangeRate.typeId")), Element("EXCHANGE_RATE", Text(json, "exchangeRate.rate")), Element("OVERPAYMENTAMOUNT", Text(json, "overPaymentAmount")),
        new XElement("ARPYMTDETAILS", (json["paymentDetails"] as JsonArray ?? []).OfType<JsonObject>().Select(detail => new XElement("ARPYMTDETAIL",
            Element("RECORDKEY", Text(detail, "arInvoice.id") ?? Text(detail, "arInvoice.key")), Element("TRX_PAYMENTAMOUNT", Text(detail, "txnCurrency.paymentAmount")),
            Element("ADJUSTMENTKEY", Text(detail, "arAdjustment.id")), Element("TRX_ADJUSTMENTAMOUNT", Text(detail, "txnCurrency.adjustmentAmount"))))));

    private static XElement Customer(JsonObject json, string? key) => new("CUSTOMER",
        Element("RECORDNO", key), Element("CUSTOMERID", Text(json, "id")), Element("NAME", Text(json, "name")),
        new XElement("DISPLAYCONTACT",
            Element("PRINTAS", Text(json, "contacts.default.printAs")), Element("COMPANYNAME", Text(json, "contacts.default.companyName")), Element("FIRSTNAME", Text(json, "contacts.default.firstName")),
            Element("LASTNAME", Text(json, "contacts.default.lastName")), Element("PHONE1", Text(json, "contacts.default.phone1")), Element("CELLPHONE", Text(json, "contacts.default.mobile")),
            Element("EMAIL1", Text(json, "contacts.default.email1")), new XElement("MAILADDRESS",
                Element("ADDRESS1", Text(json, "contacts.default.mailingAddress.addressLine1")), Element("ADDRESS2", Text(json, "contacts.default.mailingAddress.addressLine2")),
                Element("CITY", Text(json, "contacts.default.mailingAddress.city")), Element("STATE", Text(json, "contacts.default.mailingAddress.state")),
                Element("ZIP", Text(json, "contacts.default.mailingAddress.postCode")), Element("ISOCOUNTRYCODE", Text(json, "contacts.default.mailingAddress.isoCountryCode")))),
        Element("CURRENCY", Text(json, "currency")), Element("STATUS", Text(json, "status")), Element("TAXID", Text(json, "taxId")), Own(json));

    private static IEnumerable<JsonObject> Lines(JsonObject json) => (json["lines"] as JsonArray ?? []).OfType<JsonObject>();

    private static IEnumerable<XElement> Own(JsonObject json) =>
        json.Where(f => f.Key.StartsWith("nsp::", StringComparison.Ordinal)).Select(f => new XElement(f.Key[5..], f.Value?.ToString() ?? ""));

    private static XElement? LegacyOwn(JsonObject json) => Own(json).ToList() is { Count: > 0 } own
        ? new XElement("customfields", own.Select(o => new XElement("customfield", new XElement("customfieldname", o.Name.LocalName), new XElement("customfieldvalue", o.Value))))
        : null;

    private static XElement? Element(string name, string? value) => value is null ? null : new XElement(name, value);

    private static string? Date(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture) : iso;

    private static XElement? Parts(string name, string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new XElement(name, new XElement("year", date.Year), new XElement("month", date.Month), new XElement("day", date.Day))
            : null;

    public static string? Text(JsonNode json, string path)
    {
        JsonNode? at = json;
        foreach (var part in path.Split('.'))
            at = (at as JsonObject)?[part];
        return at is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;
    }
}
