using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>One error of an errormessage.</summary>
/// <param name="Number">errorno; not always a code.</param>
/// <param name="Text">description2.</param>
/// <param name="Correction">correction, may be empty.</param>
/// <param name="StableId">Id for additionalinfo, e.g. GL-1009.</param>
internal sealed record IntacctError(string Number, string Text, string Correction = "", string? StableId = null)
{
    public static readonly IntacctError RolledBack =
        new("XL03000009", "The entire transaction in this operation has been rolled back due to an error.");

    public static XElement Message(IEnumerable<IntacctError> errors, bool withAdditionalInfo = false) => new("errormessage",
        errors.Select(e => new XElement("error",
            new XElement("errorno", e.Number),
            new XElement("description", ""),
            new XElement("description2", e.Text),
            new XElement("correction", e.Correction),
            withAdditionalInfo && e.StableId is not null
                ? new XElement("additionalinfo", new XElement("errorid", e.StableId), new XElement("category", "businessRule"), new XElement("target", "GLBATCH"))
                : null)));
}
