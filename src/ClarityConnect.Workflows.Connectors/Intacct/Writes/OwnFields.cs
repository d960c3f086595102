using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>Writes values of fields that a company defines itself.</summary>
internal static class OwnFields
{
    // Inferred: REST names a company's own fields with this prefix.
    private const string RestPrefix = "nsp::";

    /// <summary>A field that REST has no name of its own for: names in capitals are the company's own, others are taken for names of REST.</summary>
    public static string ToRest(string name) => name.Any(char.IsAsciiLetterLower) || name.Contains('.', StringComparison.Ordinal) ? name : RestPrefix + name;

    /// <summary>As elements of an object, each named as the field.</summary>
    public static IEnumerable<XElement> ToElements(IReadOnlyDictionary<string, string> fields) => fields.Select(field => new XElement(Name(field.Key), field.Value));

    /// <summary>As the element <c>customfields</c> of the older functions; null where there are none.</summary>
    public static XElement? ToLegacyElement(IReadOnlyDictionary<string, string> fields) => fields.Count == 0
        ? null
        : new XElement("customfields", fields.Select(field => new XElement(
            "customfield", new XElement("customfieldname", Name(field.Key)), new XElement("customfieldvalue", field.Value))));

    /// <summary>As members of an object of REST.</summary>
    public static void AddTo(JsonObject json, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var (name, value) in fields)
            json[RestPrefix + Name(name)] = value;
    }

    private static string Name(string name)
    {
        try
        {
            return XmlConvert.VerifyNCName(name.Trim());
        }
        catch (Exception exception) when (exception is XmlException or ArgumentNullException)
        {
            throw new ActivityException(FailureKind.InvalidData, $"'{name}' cannot be the name of a custom field. Give the field's integration name, as Intacct shows it in the field's definition.", exception);
        }
    }
}
