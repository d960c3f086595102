using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A function of a request.</summary>
/// <param name="ControlId">The controlid attribute.</param>
/// <param name="Body">The element inside, e.g. create.</param>
internal sealed record IntacctFunction(string ControlId, XElement Body)
{
    public string Name => Body.Name.LocalName;

    /// <summary>The object that the function is about: "GLBATCH"; null when it names none.</summary>
    public string? Object => Name is "create" or "update"
        ? Body.Elements().FirstOrDefault()?.Name.LocalName
        : Body.Element("object")?.Value.Trim();

    /// <summary>E.g. "create GLBATCH", "query GLENTRY", "getAPISession".</summary>
    public string Operation => Object is null ? Name : $"{Name} {Object}";

    /// <summary>The caller's business key: the number or reference that is created or looked for, or the record keys.</summary>
    public string? Key => Name switch
    {
        "create" or "update" => First(Body.Elements().FirstOrDefault(), "REFERENCENO", "DOCNUMBER", "CUSTOMERID", "PROJECTID"),
        "query" => Body.Descendants("equalto").FirstOrDefault(e => Asked.Contains(e.Element("field")?.Value))?.Element("value")?.Value,
        "reverse_invoice" or "reverse_arpayment" => Body.Attribute("key")?.Value,
        _ => First(Body, "adjustmentno", "invoiceno", "documentno", "keys"),
    };

    private static readonly string?[] Asked = ["REFERENCENO", "RECORDID", "DOCNUMBER", "DOCNO", "CUSTOMERID", "PROJECTID"];

    private static string? First(XElement? element, params string[] names) =>
        names.Select(name => element?.Element(name)?.Value).FirstOrDefault(value => value is not null);
}
