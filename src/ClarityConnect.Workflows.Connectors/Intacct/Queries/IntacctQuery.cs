using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Queries;

/// <summary>What to read from Intacct.</summary>
/// <param name="Object">The object, such as "GLACCOUNT".</param>
/// <param name="Fields">The fields, by Intacct's names; at least one.</param>
public sealed record IntacctQuery(string Object, IReadOnlyList<string> Fields)
{
    /// <summary>The conditions, all of which have to hold; none for everything.</summary>
    public IReadOnlyList<IntacctCondition> Conditions { get; init; } = [];

    /// <summary>The fields to sort by, ascending; a leading "-" sorts descending.</summary>
    public IReadOnlyList<string> OrderBy { get; init; } = [];

    /// <summary>How many objects each call reads, 1 to 2000. Default 1000.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>After how many objects reading stops; null reads all.</summary>
    public int? MaxRecords { get; init; }

    /// <summary>The kind of document for objects of order entry, such as "Sales Invoice"; null for none.</summary>
    public string? DocumentType { get; init; }

    /// <summary>The function for a page.</summary>
    /// <param name="offset">How many objects to skip.</param>
    internal XElement ToFunction(int offset)
    {
        if (Fields.Count == 0)
            throw new ActivityException(FailureKind.InvalidData, $"The query on {Object} names no fields. Name at least one.");
        if (PageSize is < 1 or > 2000)
            throw new ActivityException(FailureKind.InvalidData, $"A page of {PageSize} is not possible; Intacct takes 1 to 2000.");
        var conditions = Conditions.Select(condition => condition.ToElement()).ToList();
        return new XElement(
            "query",
            new XElement("select", Fields.Select(field => new XElement("field", field))),
            new XElement("object", Object),
            DocumentType is null ? null : new XElement("docparid", DocumentType),
            conditions.Count switch
            {
                0 => null,
                1 => new XElement("filter", conditions),
                _ => new XElement("filter", new XElement("and", conditions)),
            },
            OrderBy.Count == 0 ? null : new XElement("orderby", OrderBy.Select(Order)),
            new XElement("pagesize", Math.Min(PageSize, MaxRecords ?? PageSize).ToString(CultureInfo.InvariantCulture)),
            new XElement("offset", offset.ToString(CultureInfo.InvariantCulture)));
    }

    private static XElement Order(string field) => new(
        "order", new XElement("field", field.TrimStart('-')), new XElement(field.StartsWith('-') ? "descending" : "ascending"));
}
