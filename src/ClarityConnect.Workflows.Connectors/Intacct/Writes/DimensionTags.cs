using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>The dimensions of a line, by their short names such as "location" or "project"; further ones by Intacct's field name.</summary>
internal sealed class DimensionTags
{
    /// <summary>Every standard dimension: our name, the field on journal lines, the field in older functions, the name in REST.</summary>
    private static readonly (string Name, string Field, string Legacy, string RestName)[] Standard =
    [
        ("location", "LOCATION", "locationid", "location"), ("department", "DEPARTMENT", "departmentid", "department"),
        ("project", "PROJECTID", "projectid", "project"), ("task", "TASKID", "taskid", "task"), ("costtype", "COSTTYPEID", "costtypeid", "costType"),
        ("customer", "CUSTOMERID", "customerid", "customer"), ("vendor", "VENDORID", "vendorid", "vendor"), ("employee", "EMPLOYEEID", "employeeid", "employee"),
        ("item", "ITEMID", "itemid", "item"), ("class", "CLASSID", "classid", "class"), ("contract", "CONTRACTID", "contractid", "contract"),
        ("warehouse", "WAREHOUSEID", "warehouseid", "warehouse"),
    ];

    private readonly Dictionary<string, string> tags = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of a dimension; null for none.</summary>
    public string? this[string name] => tags.GetValueOrDefault(name);

    /// <summary>Tags, unless there is a tag already or the id is empty.</summary>
    /// <param name="name">The dimension, such as "location", "PROJECTID" or "GLDIMREGION".</param>
    /// <param name="id">The id.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: there is no such dimension.</exception>
    public DimensionTags Add(string name, string? id)
    {
        if (!string.IsNullOrWhiteSpace(id))
            tags.TryAdd(Known(name), id.Trim());
        return this;
    }

    /// <summary>Adds the tags of others where there is none yet.</summary>
    public DimensionTags AddAll(IEnumerable<KeyValuePair<string, string>> others)
    {
        foreach (var (name, id) in others)
            Add(name, id);
        return this;
    }

    /// <summary>Adds the tags of others where there is none yet.</summary>
    public DimensionTags AddAll(DimensionTags others) => AddAll(others.tags);

    /// <summary>The elements of a journal line, in the order of the vendor's kits: location and department first.</summary>
    public IEnumerable<XElement> ToJournalElements() =>
        Standard.Where(dimension => tags.ContainsKey(dimension.Name)).Select(dimension => new XElement(dimension.Field, tags[dimension.Name])).Concat(Own());

    /// <summary>The elements of a line of the older functions that stand before its custom fields.</summary>
    public IEnumerable<XElement> ToPlaceElements() => Legacy(dimension => dimension is "location" or "department");

    /// <summary>The elements of a line of the older functions that stand after its custom fields.</summary>
    public IEnumerable<XElement> ToOtherElements() => Legacy(dimension => dimension is not ("location" or "department"));

    /// <summary>The object "dimensions" of REST; null where there are no tags.</summary>
    public JsonObject? ToJson()
    {
        if (tags.Count == 0)
            return null;
        var json = new JsonObject();
        foreach (var (name, id) in tags)
            json[Array.Find(Standard, dimension => dimension.Name == name).RestName ?? name] = new JsonObject { ["id"] = id };
        return json;
    }

    private IEnumerable<XElement> Legacy(Func<string, bool> which) =>
        Standard.Where(dimension => which(dimension.Name) && tags.ContainsKey(dimension.Name)).Select(dimension => new XElement(dimension.Legacy, tags[dimension.Name]));

    private IEnumerable<XElement> Own() => tags.Where(tag => tag.Key.StartsWith("GLDIM", StringComparison.Ordinal)).Select(tag => new XElement(tag.Key, tag.Value));

    private static string Known(string name)
    {
        var plain = name.Trim();
        var found = Array.Find(Standard, dimension => Is(dimension.Name) || Is(dimension.Field) || Is(dimension.Legacy));
        if (found.Name is not null)
            return found.Name;
        // Dimensions that a company defines itself are fields of their own.
        return plain.StartsWith("GLDIM", StringComparison.OrdinalIgnoreCase) && plain.All(char.IsAsciiLetterOrDigit)
            ? plain.ToUpperInvariant()
            : throw new ActivityException(
                FailureKind.InvalidData,
                $"'{name}' is no dimension. There are: {string.Join(", ", Standard.Select(dimension => dimension.Name))}, and the company's own as GLDIM and their integration name.");
        bool Is(string other) => plain.Equals(other, StringComparison.OrdinalIgnoreCase);
    }
}
