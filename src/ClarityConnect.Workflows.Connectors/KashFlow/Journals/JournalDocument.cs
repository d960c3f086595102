using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Soap;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Journals;

/// <summary>
/// Writes a journal for either interface. What is not documented about journals stands here and nowhere else: the shape that REST takes, the
/// sign of amounts by SOAP, and that SOAP's NominalID is the id of a nominal and not its code.
/// </summary>
internal static class JournalDocument
{
    /// <summary>For REST: the lines as the contract has them in templates of journals.</summary>
    public static JsonObject Rest(JournalEntry entry, string comment) => new()
    {
        ["JournalName"] = entry.Title.Length == 0 ? entry.Reference : entry.Title,
        ["JournalDate"] = KashFlowJson.Write(entry.Date),
        ["Comment"] = comment,
        ["Category"] = 0,
        ["LineItems"] = new JsonArray([.. entry.Lines.Select(line => new JsonObject
        {
            ["NominalCode"] = long.Parse(line.Account.Trim(), NumberStyles.None, CultureInfo.InvariantCulture),
            ["Debit"] = line.Side == JournalSide.Debit ? line.Amount : 0m,
            ["Credit"] = line.Side == JournalSide.Credit ? line.Amount : 0m,
            ["Comment"] = line.Description ?? "",
        })]),
    };

    /// <summary>For SOAP.</summary>
    /// <param name="entry">The journal.</param>
    /// <param name="comment">The text that begins with our reference.</param>
    /// <param name="ids">The id of each nominal code.</param>
    /// <param name="debitsArePositive">Which side has positive amounts.</param>
    public static XElement Soap(JournalEntry entry, string comment, IReadOnlyDictionary<string, string> ids, bool debitsArePositive) => KashFlowSoap.Element("Jnl", (object[])
    [
        KashFlowSoap.Element("DBID", 0),
        KashFlowSoap.Element("JournalNumber", 0),
        KashFlowSoap.Element("JournalDate", entry.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00"),
        KashFlowSoap.Element("Comment", comment),
        KashFlowSoap.Element("Lines", entry.Lines.Select(line => new XElement(
            KashFlowSoap.Ns + "anyType",
            new XAttribute(KashFlowSoap.Xsi + "type", "JournalLine"),
            KashFlowSoap.Element("NominalID", ids[line.Account.Trim()]),
            KashFlowSoap.Element("Amount", line.Side == JournalSide.Debit == debitsArePositive ? line.Amount : -line.Amount),
            KashFlowSoap.Element("Comment", line.Description ?? ""),
            KashFlowSoap.Element("ProjId", string.IsNullOrWhiteSpace(line.Project) ? "0" : line.Project))).ToArray()),
    ]);
}
