using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Writes journals as Intacct's GLBATCH, with the fields in the order of the SDKs.</summary>
internal static class JournalXml
{
    /// <summary>The object to create.</summary>
    /// <param name="draft">The journal.</param>
    public static XElement Write(JournalDraft draft)
    {
        var entry = draft.Entry;
        return new XElement(
            "GLBATCH",
            new XElement("JOURNAL", entry.Journal),
            new XElement("BATCH_DATE", IntacctXml.Write(entry.Date)),
            draft.ReverseOn is { } day ? new XElement("REVERSEDATE", IntacctXml.Write(day)) : null,
            new XElement("BATCH_TITLE", entry.Title),
            new XElement("REFERENCENO", entry.Reference),
            IntacctXml.Optional("BASELOCATION_NO", draft.BaseLocation),
            new XElement("STATE", entry.State ?? "Posted"),
            OwnFields.ToElements(draft.Settings.CustomFields),
            new XElement("ENTRIES", entry.Lines.Select(line => Write(line, draft))));
    }

    private static XElement Write(JournalLine line, JournalDraft draft) => new(
        "GLENTRY",
        IntacctXml.Optional("DOCUMENT", line.Document),
        new XElement("ACCOUNTNO", line.Account),
        new XElement("TR_TYPE", line.Side == JournalSide.Debit ? "1" : "-1"),
        new XElement("TRX_AMOUNT", draft.IsStatistical ? draft.Quantity(line) : IntacctXml.Write(line.Amount, line.Currency)),
        draft.IsStatistical ? null : IntacctXml.Optional("CURRENCY", line.Currency),
        draft.IsStatistical || string.IsNullOrEmpty(line.Currency) ? null : draft.Settings.Rate.ToElements(),
        draft.Tags(line).ToJournalElements(),
        IntacctXml.Optional("DESCRIPTION", line.Description));
}
