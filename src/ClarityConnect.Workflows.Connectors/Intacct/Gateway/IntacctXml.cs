using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Reads Intacct's XML without regard to case, which differs between objects.</summary>
internal static class IntacctXml
{
    /// <summary>Reads a document; null where it is no XML, or cut off.</summary>
    public static XElement? Parse(string body)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(body.TrimStart()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The child of a name.</summary>
    public static XElement? Child(XElement? element, string name) =>
        element?.Elements().FirstOrDefault(child => Is(child, name));

    /// <summary>The children of a name.</summary>
    public static IEnumerable<XElement> Children(XElement? element, string name) =>
        element?.Elements().Where(child => Is(child, name)) ?? [];

    /// <summary>The text of a child; null where absent or empty.</summary>
    public static string? Text(XElement? element, string name) => Child(element, name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A child as an amount; zero where absent.</summary>
    public static decimal Amount(XElement? element, string name) =>
        decimal.TryParse(Text(element, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    /// <summary>An attribute as a number; null where absent.</summary>
    public static int? Number(XElement? element, string name) =>
        int.TryParse(element?.Attributes().FirstOrDefault(a => a.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>A child as a moment; null where absent.</summary>
    public static DateTimeOffset? Moment(XElement? element, string name) =>
        DateTimeOffset.TryParse(Text(element, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    /// <summary>A date as Intacct writes it, month first.</summary>
    public static string Write(DateOnly date) => date.ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    /// <summary>Reads a date that Intacct wrote, with or without a time of day; null where it is none.</summary>
    public static DateOnly? Date(XElement? element, string name)
    {
        var text = Text(element, name)?.Split(' ', 'T')[0];
        return DateOnly.TryParseExact(text, ["MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}
