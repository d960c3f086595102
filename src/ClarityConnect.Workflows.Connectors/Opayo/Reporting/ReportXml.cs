using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Writes and reads the XML of the Reporting and Admin API.</summary>
internal static class ReportXml
{
    /// <summary>
    /// The request. The signature is the MD5 of the elements exactly as they are sent, followed by the password, whose place it then takes.
    /// </summary>
    public static string Request(string command, string vendor, string user, Secret password, params IReadOnlyList<(string Name, string? Value)> fields)
    {
        var inner = new StringBuilder();
        foreach (var (name, value) in ((string Name, string? Value)[])[("command", command), ("vendor", vendor), ("user", user), .. fields])
        {
            if (!string.IsNullOrEmpty(value))
                inner.Append(new XElement(name, value).ToString(SaveOptions.DisableFormatting));
        }

        var signature = Md5(inner + new XElement("password", password.Reveal()).ToString(SaveOptions.DisableFormatting));
        return $"<vspaccess>{inner}<signature>{signature}</signature></vspaccess>";
    }

    /// <summary>The answer's root; null where it is no such document.</summary>
    public static XElement? Parse(string body)
    {
        try
        {
            using var text = new StringReader(body.TrimStart('\uFEFF', ' ', '\r', '\n'));
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader).Root;
            return root?.Name.LocalName == "vspaccess" ? root : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The text of a child, found in any case; null where absent or empty.</summary>
    public static string? Text(XElement? parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var found = parent?.Elements().FirstOrDefault(child => string.Equals(child.Name.LocalName, name, StringComparison.OrdinalIgnoreCase));
            if (found is { IsEmpty: false } && found.Value.Trim() is { Length: > 0 } text)
                return text;
        }

        return null;
    }

    /// <summary>The elements of a name anywhere below, whether there is a list of them, one, or none.</summary>
    public static IEnumerable<XElement> All(XElement? parent, string name) =>
        parent?.Descendants().Where(element => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase)) ?? [];

    /// <summary>An amount, which may have commas between the thousands; null where absent.</summary>
    public static decimal? Amount(XElement? parent, params ReadOnlySpan<string> names)
    {
        var text = Text(parent, names);
        if (text is null)
            return null;
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ActivityException(FailureKind.InvalidData, $"Opayo's report has '{text}' for '{names[0]}', which is not an amount.");
    }

    /// <summary>A count; 0 where absent.</summary>
    public static int Count(XElement? parent, params ReadOnlySpan<string> names) =>
        int.TryParse(Text(parent, names), NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;

    // MD5 is what Opayo asks for; the connection is encrypted besides.
#pragma warning disable CA5351
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
