using System.Globalization;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>A field by its two names.</summary>
/// <param name="Gateway">Its name at the XML gateway.</param>
/// <param name="Rest">Its name in REST, dotted where it is nested.</param>
/// <param name="Kind">How its values differ.</param>
internal sealed partial record RestField(string Gateway, string Rest, RestFieldKind Kind)
{
    private static readonly string[] GatewayMoments = ["MM/dd/yyyy HH:mm:ss", "M/d/yyyy HH:mm:ss", "MM/dd/yyyy", "M/d/yyyy"];

    /// <summary>A value as REST writes it.</summary>
    public string ToRest(string value) => Kind switch
    {
        RestFieldKind.Date when Moment(value) is { } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        RestFieldKind.Moment when Moment(value) is { } moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        RestFieldKind.Side => value switch { "1" => "debit", "-1" => "credit", _ => value },
        RestFieldKind.Word when value.Length > 0 => char.ToLowerInvariant(value[0]) + value.Replace(" ", "", StringComparison.Ordinal)[1..],
        _ => value,
    };

    /// <summary>A value as the XML gateway writes it.</summary>
    public string ToGateway(string value) => Kind switch
    {
        RestFieldKind.Side => value.ToLowerInvariant() switch { "debit" => "1", "credit" => "-1", _ => value },
        RestFieldKind.Word when value.Length > 0 => char.ToUpperInvariant(value[0]) + Humps().Replace(value[1..], match => " " + match.Value),
        _ => value,
    };

    private static DateTime? Moment(string value) =>
        DateTime.TryParseExact(value, GatewayMoments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Humps();
}
