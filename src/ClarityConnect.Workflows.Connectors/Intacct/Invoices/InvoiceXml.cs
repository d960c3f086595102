using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>Writes invoices and credit memos as the older functions take them, whose elements have a strict order.</summary>
internal static class InvoiceXml
{
    /// <summary>The function that makes it.</summary>
    public static XElement Write(InvoiceDraft draft) => draft.Invoice.IsCredit ? Credit(draft) : Invoice(draft);

    private static XElement Invoice(InvoiceDraft draft) => new(
        "create_invoice",
        new XElement("customerid", draft.Invoice.CustomerId),
        new XElement("datecreated", IntacctXml.Parts(draft.Invoice.Date)),
        Due(draft),
        new XElement("action", draft.IsDraft ? "Draft" : "Submit"),
        new XElement("invoiceno", draft.Number),
        IntacctXml.Optional("ponumber", draft.Invoice.Reference),
        IntacctXml.Optional("description", draft.Description),
        IntacctXml.Optional("externalid", draft.Invoice.Reference),
        IntacctXml.Optional("currency", draft.Invoice.Currency),
        draft.Settings.Rate.ToLegacyElements(),
        OwnFields.ToLegacyElement(draft.Settings.CustomFields),
        new XElement("invoiceitems", draft.Lines.Select(line => Line(line, draft, 1))));

    // A negative amount is what makes an adjustment a credit memo.
    private static XElement Credit(InvoiceDraft draft) => new(
        "create_aradjustment",
        new XElement("customerid", draft.Invoice.CustomerId),
        new XElement("datecreated", IntacctXml.Parts(draft.Invoice.Date)),
        new XElement("adjustmentno", draft.Number),
        new XElement("action", draft.IsDraft ? "Draft" : "Submit"),
        IntacctXml.Optional("invoiceno", draft.CreditedNumber),
        IntacctXml.Optional("description", draft.Description),
        IntacctXml.Optional("externalid", draft.Invoice.Reference),
        IntacctXml.Optional("currency", draft.Invoice.Currency),
        draft.Settings.Rate.ToLegacyElements(),
        OwnFields.ToLegacyElement(draft.Settings.CustomFields),
        new XElement("aradjustmentitems", draft.Lines.Select(line => Line(line, draft, -1))));

    private static XElement? Due(InvoiceDraft draft) => draft.Invoice.DueDate is { } due
        ? new XElement("datedue", IntacctXml.Parts(due))
        : IntacctXml.Optional("termname", draft.Term);

    private static XElement Line(InvoiceLine line, InvoiceDraft draft, int sign)
    {
        var tags = draft.Tags(line);
        return new XElement(
            "lineitem",
            new XElement("glaccountno", line.Account),
            new XElement("amount", IntacctXml.Write(sign * line.Amount, draft.Invoice.Currency)),
            IntacctXml.Optional("memo", line.Description),
            tags.ToPlaceElements(),
            tags.ToOtherElements());
    }
}
