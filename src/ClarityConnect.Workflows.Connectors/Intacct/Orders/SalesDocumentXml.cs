using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Orders;

/// <summary>Writes documents of order entry, whose elements have a strict order.</summary>
internal static class SalesDocumentXml
{
    /// <summary>The function that makes it.</summary>
    /// <param name="kind">The kind of document.</param>
    /// <param name="number">The number.</param>
    /// <param name="invoice">The document: customer, dates, currency and lines with their items.</param>
    /// <param name="unit">The unit of lines; null to leave it to the item.</param>
    /// <param name="message">The message on the document; null for none.</param>
    /// <param name="settings">What applies to all lines.</param>
    public static XElement Write(string kind, string number, Invoice invoice, string? unit, string? message, WriteSettings settings)
    {
        var tax = invoice.Lines.Sum(line => line.Tax);
        return new XElement(
            "create_sotransaction",
            new XElement("transactiontype", kind),
            new XElement("datecreated", IntacctXml.Parts(invoice.Date)),
            new XElement("customerid", invoice.CustomerId),
            new XElement("documentno", number),
            IntacctXml.Optional("referenceno", invoice.Reference),
            invoice.DueDate is { } due ? new XElement("datedue", IntacctXml.Parts(due)) : null,
            IntacctXml.Optional("message", message),
            IntacctXml.Optional("externalid", invoice.Reference),
            IntacctXml.Optional("currency", invoice.Currency),
            settings.Rate.ToLegacyElements(),
            OwnFields.ToLegacyElement(settings.CustomFields),
            new XElement("state", "Pending"),
            new XElement("sotransitems", invoice.Lines.Select(line => Line(line, unit, settings))),
            tax == 0 ? null : new XElement("subtotals", new XElement("subtotal", new XElement("description", "Tax"), new XElement("total", IntacctXml.Write(tax, invoice.Currency)))));
    }

    private static XElement Line(InvoiceLine line, string? unit, WriteSettings settings)
    {
        var tags = new DimensionTags().Add("location", line.Location).Add("department", line.Department).Add("project", line.Project).AddAll(settings.Defaults);
        return new XElement(
            "sotransitem",
            new XElement("itemid", line.Sku),
            new XElement("quantity", Number(line.Quantity)),
            IntacctXml.Optional("unit", unit),
            new XElement("price", Number(line.UnitPrice)),
            tags.ToPlaceElements(),
            IntacctXml.Optional("memo", line.Description),
            tags.ToOtherElements());
    }

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}
