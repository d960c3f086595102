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

    /// <summary>The caller's business key: the reference that is created or looked for, or the record keys.</summary>
    public string? Key => Name switch
    {
        "create" => Body.Elements().FirstOrDefault()?.Element("REFERENCENO")?.Value,
        "query" => Body.Descendants("equalto").FirstOrDefault(e => e.Element("field")?.Value == "REFERENCENO")?.Element("value")?.Value,
        _ => Body.Element("keys")?.Value,
    };
}
