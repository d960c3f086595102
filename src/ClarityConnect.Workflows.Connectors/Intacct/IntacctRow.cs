using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>An object that was read: texts by field name, in any case. Names are those of the XML gateway.</summary>
/// <param name="Fields">The texts.</param>
internal sealed record IntacctRow(IReadOnlyDictionary<string, string> Fields)
{
    private static readonly string[] Dates = ["MM/dd/yyyy", "M/d/yyyy", "yyyy-MM-dd"];

    /// <summary>A row of the XML gateway.</summary>
    public static IntacctRow From(XElement element)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in element.Elements())
            fields[field.Name.LocalName] = field.Value;
        return new IntacctRow(fields);
    }

    /// <summary>A text; null where absent or empty.</summary>
    public string? Text(string name) => Fields.GetValueOrDefault(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>An amount; zero where absent.</summary>
    public decimal Amount(string name) => decimal.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : 0;

    /// <summary>The first of two amounts that has a value: the one of the transaction, else the one in the base currency.</summary>
    public decimal Amount(string transaction, string @base) => Text(transaction) is null ? Amount(@base) : Amount(transaction);

    /// <summary>A date, with or without a time of day behind it; null where absent.</summary>
    public DateOnly? Date(string name) =>
        DateOnly.TryParseExact(Text(name)?.Split(' ', 'T')[0], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A moment in UTC; null where absent.</summary>
    public DateTimeOffset? Moment(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
