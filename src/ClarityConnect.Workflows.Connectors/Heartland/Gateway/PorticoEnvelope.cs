using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway;

/// <summary>Writes and reads Portico's SOAP documents.</summary>
internal static class PorticoEnvelope
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Portico = "http://Hps.Exchange.PosGateway";

    /// <summary>A request for one transaction.</summary>
    /// <param name="identity">Who asks.</param>
    /// <param name="service">The transaction's element, such as "ReportBatchSummary".</param>
    /// <param name="fields">Its children in order; null values are left out.</param>
    public static XDocument Request(PorticoIdentity identity, string service, params (string Name, string? Value)[] fields) => new(
        new XElement(
            Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", Soap.NamespaceName),
            new XElement(
                Soap + "Body",
                new XElement(
                    Portico + "PosRequest",
                    new XElement(
                        Portico + "Ver1.0",
                        new XElement(
                            Portico + "Header",
                            new XElement(Portico + "SecretAPIKey", identity.SecretApiKey.Reveal()),
                            new XElement(Portico + "DeveloperID", identity.DeveloperId),
                            new XElement(Portico + "VersionNbr", identity.VersionNumber)),
                        new XElement(
                            Portico + "Transaction",
                            new XElement(
                                Portico + service,
                                fields.Where(field => field.Value is not null).Select(field => new XElement(Portico + field.Name, field.Value)))))))));

    /// <summary>Reads a document; null where it is no XML, or cut off.</summary>
    public static XElement? Parse(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads a document as it comes and hands its rows ("Details") on one by one, without keeping them. Everything around them is small.
    /// </summary>
    /// <param name="stream">The document.</param>
    /// <param name="take">Takes a row.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The document without its rows; null where it is no XML, or cut off.</returns>
    public static async Task<XElement?> ReadRowsAsync(Stream stream, Action<XElement> take, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(
                stream, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true });
            XElement? root = null;
            var open = root;
            await reader.ReadAsync();
            while (!reader.EOF)
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "Details" } && open is not null)
                {
                    // Leaves the reader on what follows the row.
                    take((XElement)await XNode.ReadFromAsync(reader, cancellationToken));
                    continue;
                }

                if (reader.NodeType == XmlNodeType.Element)
                {
                    var isEmpty = reader.IsEmptyElement;
                    var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                    root ??= element;
                    open?.Add(element);
                    open = isEmpty ? open : element;
                }
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    open?.Add(new XText(reader.Value));
                }
                else if (reader.NodeType == XmlNodeType.EndElement)
                {
                    open = open?.Parent;
                }

                await reader.ReadAsync();
            }

            return root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The first element of a name below another, whatever its namespace.</summary>
    public static XElement? Find(XElement? element, string name)
    {
        // Asked for a dozen fields of each of tens of thousands of rows.
        foreach (var child in element?.Descendants() ?? [])
        {
            if (child.Name.LocalName == name)
                return child;
        }

        return null;
    }

    /// <summary>The children of a name, whatever their namespace.</summary>
    public static IEnumerable<XElement> Children(XElement? element, string name) =>
        element?.Elements().Where(child => child.Name.LocalName == name) ?? [];

    /// <summary>The text of the first element of a name; null where absent or empty.</summary>
    public static string? Text(XElement? element, string name) => Find(element, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An amount in dollars; zero where absent.</summary>
    public static decimal Amount(XElement? element, string name) =>
        decimal.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    /// <summary>A count; zero where absent.</summary>
    public static int Count(XElement? element, string name) =>
        int.TryParse(Text(element, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>A moment in UTC; null where absent.</summary>
    public static DateTimeOffset? Moment(XElement? element, string name) => DateTimeOffset.TryParse(
        Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        ? moment
        : null;
}
