using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Canonical;

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

    /// <summary>A date as REST writes it, year first.</summary>
    public static string WriteIso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A date as the older functions take it: year, month and day apart.</summary>
    public static IEnumerable<XElement> Parts(DateOnly date) =>
    [
        new("year", date.ToString("yyyy", CultureInfo.InvariantCulture)), new("month", date.ToString("MM", CultureInfo.InvariantCulture)),
        new("day", date.ToString("dd", CultureInfo.InvariantCulture)),
    ];

    /// <summary>An amount with the digits of its currency.</summary>
    public static string Write(decimal amount, string? currency) =>
        amount.ToString($"F{Currency.MinorDigits(currency ?? "USD")}", CultureInfo.InvariantCulture);

    /// <summary>An element that is left out where it would be empty.</summary>
    public static XElement? Optional(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : new XElement(name, value.Trim());

    private static bool Is(XElement element, string name) => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase);
}
