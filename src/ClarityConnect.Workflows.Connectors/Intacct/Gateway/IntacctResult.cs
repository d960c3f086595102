using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>The result of one function.</summary>
/// <param name="Data">The <c>data</c> element; null where there is none.</param>
/// <param name="Key">The <c>key</c> that legacy functions answer with; null where there is none.</param>
internal sealed record IntacctResult(XElement? Data, string? Key)
{
    /// <summary>Why the function was refused; null where it was carried out.</summary>
    public ActivityException? Failure { get; init; }

    /// <summary>Whether it was taken back only because another function of the request was refused.</summary>
    public bool IsRolledBack { get; init; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<XElement> Rows => [.. Data?.Elements() ?? []];

    /// <summary>How many rows are left after this page; null where the answer does not say.</summary>
    public int? Remaining => IntacctXml.Number(Data, "numremaining");

    /// <summary>The key of the record that was created; null where the answer names none.</summary>
    public string? CreatedKey => Rows.Select(row => IntacctXml.Text(row, "RECORDNO")).FirstOrDefault(key => key is not null) ?? Key;
}
