using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>Something to change at Intacct, in the forms of both interfaces.</summary>
/// <param name="What">What it makes or changes, for messages, such as "invoice 'INV-1'".</param>
/// <param name="Key">A key of the business event, 1 to 256 characters; see <see cref="WriteKey"/>. The same key is not executed twice.</param>
/// <param name="Function">The function of the XML gateway.</param>
internal sealed record IntacctWrite(string What, string Key, XElement Function)
{
    /// <summary>The request of the REST API; null where the REST API cannot do it.</summary>
    public RestWrite? Rest { get; init; }

    /// <summary>Whether Intacct's answer names no record, as for a reversal.</summary>
    public bool NamesNoRecord { get; init; }

    /// <summary>Whether sending it twice has no second effect, so that the key is of no matter.</summary>
    public bool IsRepeatable { get; init; }
}
