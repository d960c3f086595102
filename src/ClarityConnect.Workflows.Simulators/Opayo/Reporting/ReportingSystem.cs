using System.Security.Cryptography;
using System.Text;
using System.Web;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Opayo.Reporting;

/// <summary>The Reporting and Admin API: signed XML in a form's one field. It answers 200 whatever happens.</summary>
internal sealed class ReportingSystem(SimulatorOptions options, OpayoBooks books) : ISimulatedSystem
{
    public string Name => "opayo-reporting";

    public Call Read(HttpRequest request, string path, string body)
    {
        var xml = HttpUtility.ParseQueryString(body)["XML"] ?? "";
        XElement? root = null;
        try
        {
            root = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            // answered below with 0001
        }

        var command = root?.Element("command")?.Value ?? "unreadable";
        var key = root?.Element("vendortxcode")?.Value ?? root?.Element("vpstxid")?.Value ?? root?.Element("batchid")?.Value;
        return new Call([new CallPart(command, key)], faults => Execute(xml, root, command, faults));
    }

    public Answer Refuse(Fault fault, int status) => status == 429
        ? Reply([new XElement("errorcode", "2213"), new XElement("error", "Too many commands.")], "2213")
        : Answer.Text(status, "text/html", "<html><body>Error</body></html>");

    private Answer Execute(string xml, XElement? root, string command, FaultSet faults)
    {
        try
        {
            Check(xml, root, faults);
            lock (books.Gate)
            {
                books.CatchUp();
                return Reply([new XElement("errorcode", "0000"), .. ReportingRows.Of(command, root!, options, books)], ReceivedRequest.Success);
            }
        }
        catch (ReportingRefusal refusal)
        {
            return Reply([new XElement("errorcode", refusal.Code), new XElement("error", refusal.Message)], refusal.Code);
        }
    }

    private void Check(string xml, XElement? root, FaultSet faults)
    {
        if (root is null)
            throw new ReportingRefusal("0001", "The XML could not be parsed.");
        if (root.Name != "vspaccess")
            throw new ReportingRefusal("0002", "The root element is not vspaccess.");
        if (root.Element("user")?.Value is not { Length: > 0 } user)
            throw new ReportingRefusal("0009", "The user is missing.");
        if (user != options.OpayoReportingUser || !string.Equals(root.Element("vendor")?.Value, options.OpayoVendor, StringComparison.OrdinalIgnoreCase))
            throw new ReportingRefusal("0008", "The vendor and user do not match.");
        if (faults.Has(FaultKind.AuthenticationFailure) || !IsSigned(xml))
            throw new ReportingRefusal("0010", "The signature is invalid.");
    }

    /// <summary>The signature is over the text as it was sent, not over what it means.</summary>
    private bool IsSigned(string xml)
    {
        var begin = xml.IndexOf("<vspaccess>", StringComparison.Ordinal);
        var end = xml.IndexOf("<signature>", StringComparison.Ordinal);
        var close = xml.IndexOf("</signature>", StringComparison.Ordinal);
        if (begin < 0 || end < begin || close < end)
            return false;
        var signed = $"{xml[(begin + "<vspaccess>".Length)..end]}<password>{options.OpayoReportingPassword}</password>";
#pragma warning disable CA5351 // the vendor's choice
        var wanted = Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5351
        return string.Equals(wanted, xml[(end + "<signature>".Length)..close].Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private Answer Reply(IReadOnlyList<XElement> elements, string outcome)
    {
        var root = new XElement("vspaccess", elements);
        var last = root.Element("error") ?? root.Element("errorcode")!;
        last.AddAfterSelf(new XElement("timestamp", ReportingRows.Write(books.Now)));
        var text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" + root.ToString(SaveOptions.DisableFormatting);
        return new Answer(200, "text/xml; charset=iso-8859-1", Encoding.Latin1.GetBytes(text)) { Outcomes = [outcome] };
    }
}
