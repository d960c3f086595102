using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Writes invoices and credit memos as the REST API takes them.</summary>
internal static class InvoiceJson
{
    /// <summary>The request that makes it.</summary>
    public static RestWrite Write(InvoiceDraft draft) => draft.Invoice.IsCredit
        ? RestWrite.Create("accounts-receivable/adjustment", Credit(draft))
        : RestWrite.Create("accounts-receivable/invoice", Invoice(draft));

    private static JsonObject Invoice(InvoiceDraft draft)
    {
        var json = new JsonObject { ["invoiceNumber"] = draft.Number, ["customer"] = Id(draft.Invoice.CustomerId) };
        Add(json, "referenceNumber", draft.Invoice.Reference);
        Add(json, "description", draft.Description);
        if (draft.Invoice.DueDate is null && !string.IsNullOrWhiteSpace(draft.Term))
            json["term"] = Id(draft.Term);
        json["invoiceDate"] = IntacctXml.WriteIso(draft.Invoice.Date);
        if (draft.Invoice.DueDate is { } due)
            json["dueDate"] = IntacctXml.WriteIso(due);
        if (draft.IsDraft)
            json["state"] = "draft";
        var currency = new JsonObject();
        Add(currency, "txnCurrency", draft.Invoice.Currency);
        if (draft.Settings.Rate.ToJson() is { } rate)
            currency["exchangeRate"] = rate;
        if (currency.Count > 0)
            json["currency"] = currency;
        OwnFields.AddTo(json, draft.Settings.CustomFields);
        json["lines"] = new JsonArray([.. draft.Lines.Select(line =>
        {
            var one = new JsonObject { ["txnAmount"] = IntacctXml.Write(line.Amount, draft.Invoice.Currency), ["glAccount"] = Id(line.Account) };
            return (JsonNode)Described(one, line, draft);
        })]);
        return json;
    }

    private static JsonObject Credit(InvoiceDraft draft)
    {
        var json = new JsonObject
        {
            ["customer"] = Id(draft.Invoice.CustomerId),
            ["createdDate"] = IntacctXml.WriteIso(draft.Invoice.Date),
            ["adjustmentNumber"] = draft.Number,
        };
        Add(json, "documentNumber", draft.CreditedNumber);
        Add(json, "description", draft.Description);
        if (draft.IsDraft)
            json["state"] = "draft";
        if (!string.IsNullOrWhiteSpace(draft.Invoice.Currency))
            json["txnCurrency"] = new JsonObject { ["currency"] = draft.Invoice.Currency };
        if (draft.Settings.Rate.ToJson() is { } rate)
            json["exchangeRate"] = rate;
        OwnFields.AddTo(json, draft.Settings.CustomFields);
        json["lines"] = new JsonArray([.. draft.Lines.Select(line =>
        {
            // A negative amount is what makes an adjustment a credit memo.
            var amount = new JsonObject { ["amount"] = IntacctXml.Write(-line.Amount, draft.Invoice.Currency) };
            Add(amount, "currency", draft.Invoice.Currency);
            return (JsonNode)Described(new JsonObject { ["txnCurrency"] = amount, ["glAccount"] = Id(line.Account) }, line, draft);
        })]);
        return json;
    }

    private static JsonObject Described(JsonObject json, InvoiceLine line, InvoiceDraft draft)
    {
        Add(json, "memo", line.Description);
        if (draft.Tags(line).ToJson() is { } dimensions)
            json["dimensions"] = dimensions;
        return json;
    }

    private static JsonObject Id(string? id) => new() { ["id"] = id };

    private static void Add(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            json[name] = value.Trim();
    }
}
