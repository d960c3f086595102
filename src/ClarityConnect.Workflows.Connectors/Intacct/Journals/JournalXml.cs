using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Writes journals as Intacct's GLBATCH, with the fields in the order of the SDKs.</summary>
internal static class JournalXml
{
    /// <summary>The object to create.</summary>
    /// <param name="entry">The journal.</param>
    /// <param name="baseLocation">The entity that takes differences between entities; null for none.</param>
    public static XElement Write(JournalEntry entry, string? baseLocation) => new(
        "GLBATCH",
        new XElement("JOURNAL", entry.Journal),
        new XElement("BATCH_DATE", IntacctXml.Write(entry.Date)),
        new XElement("BATCH_TITLE", entry.Title),
        new XElement("REFERENCENO", entry.Reference),
        Optional("BASELOCATION_NO", baseLocation),
        new XElement("STATE", entry.State ?? "Posted"),
        new XElement("ENTRIES", entry.Lines.Select(Write)));

    private static XElement Write(JournalLine line) => new(
        "GLENTRY",
        Optional("DOCUMENT", line.Document),
        new XElement("ACCOUNTNO", line.Account),
        new XElement("TR_TYPE", line.Side == JournalSide.Debit ? "1" : "-1"),
        new XElement("TRX_AMOUNT", Amount(line)),
        Optional("CURRENCY", line.Currency),
        Optional("LOCATION", line.Location),
        Optional("DEPARTMENT", line.Department),
        Optional("PROJECTID", line.Project),
        Optional("CUSTOMERID", line.Customer),
        Optional("VENDORID", line.Vendor),
        Optional("EMPLOYEEID", line.Employee),
        Optional("ITEMID", line.Item),
        Optional("CLASSID", line.Class),
        Optional("DESCRIPTION", line.Description));

    private static string Amount(JournalLine line) =>
        line.Amount.ToString($"F{Currency.MinorDigits(line.Currency ?? "USD")}", CultureInfo.InvariantCulture);

    private static XElement? Optional(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XElement(name, value);
}
