using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical.Amounts;
using ClarityConnect.Workflows.Sdk.Canonical.Dates;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Canonical.Fields;

/// <summary>Maps fields that one system's account defines to those of another.</summary>
public static class FieldMap
{
    private static readonly string[] YesWords = ["yes", "y", "true", "t", "1", "on", "x"];
    private static readonly string[] NoWords = ["no", "n", "false", "f", "0", "off"];

    /// <summary>Reads a mapping table: a list of rows as <see cref="FieldMapping"/>, or an object whose "fields" or "rows" are such rows.</summary>
    /// <param name="table">The table's data.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: a row cannot be read or names no target.</exception>
    public static IReadOnlyList<FieldMapping> Read(JsonElement table)
    {
        var rows = table;
        foreach (var name in (string[])["fields", "rows"])
        {
            if (table.ValueKind == JsonValueKind.Object && table.TryGetProperty(name, out var inside))
                rows = inside;
        }

        try
        {
            var fields = rows.ValueKind == JsonValueKind.Array ? rows.Deserialize<IReadOnlyList<FieldMapping>>(WorkflowJson.Options)! : throw new JsonException("it is no list of rows");
            for (var i = 0; i < fields.Count; i++)
            {
                if (string.IsNullOrWhiteSpace(fields[i].To))
                    throw new JsonException($"row {(i + 1).ToString(CultureInfo.InvariantCulture)} has no \"to\"");
            }

            return fields;
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.Misconfigured, $"The table of fields cannot be read: {exception.Message}. Each row needs \"from\", \"to\" and \"as\": Text, Number, Date, YesNo or Choice.", exception);
        }
    }

    /// <summary>Maps fields.</summary>
    /// <param name="source">The source's fields, an object.</param>
    /// <param name="fields">The rows.</param>
    public static MappedFields Map(JsonElement source, IReadOnlyList<FieldMapping> fields)
    {
        var values = new Dictionary<string, object>();
        var problems = new List<string>();
        foreach (var field in fields)
        {
            var text = string.IsNullOrWhiteSpace(field.From) ? "" : ValueConversion.ToText(Value(source, field.From) ?? WorkflowJson.Null).Trim();
            if (text.Length == 0 && field.Default is null)
            {
                if (field.Required)
                    problems.Add($"{field.To}: '{field.From}' is empty, but the field is required.");
                continue;
            }

            try
            {
                // The default is the target's own value and is not converted.
                values[field.To] = text.Length == 0 ? field.Default! : Convert(text, field);
            }
            catch (ActivityException exception) when (exception.Kind == FailureKind.InvalidData)
            {
                problems.Add($"{field.To}: {exception.Message}");
            }
        }

        return new MappedFields(values, problems);
    }

    private static JsonElement? Value(JsonElement source, string from) =>
        // A custom field's name may hold dots itself.
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty(from, out var exact) ? exact : DataPath.Find(source, from);

    private static object Convert(string text, FieldMapping field)
    {
        switch (field.As)
        {
            case FieldConversion.Number:
                if (!decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
                    throw Invalid($"'{text}' is no number.");
                return field.Decimals is { } decimals ? Rounding.Round(number, decimals, RoundingRule.HalfAwayFromZero) : number;
            case FieldConversion.Date:
                var read = DateFormat.Of(field.Format).Read(text, TimeZoneInfo.Utc);
                return DateFormat.Of(field.TargetFormat).Write(read.Moment, withTime: read.HasTime);
            case FieldConversion.YesNo:
                var isYes = YesWords.Contains(text, StringComparer.OrdinalIgnoreCase);
                if (!isYes && !NoWords.Contains(text, StringComparer.OrdinalIgnoreCase))
                    throw Invalid($"'{text}' is neither yes nor no.");
                return (isYes ? field.Yes : field.No) ?? (object)isYes;
            case FieldConversion.Choice:
                var choices = field.Choices ?? new Dictionary<string, string>();
                foreach (var (from, to) in choices)
                {
                    if (from.Equals(text, StringComparison.OrdinalIgnoreCase))
                        return to;
                }

                return choices.TryGetValue("*", out var other) ? other : throw Invalid($"'{text}' is none of the choices {string.Join(", ", choices.Keys)}. Add it to the table of fields.");
            default:
                return field.MaxLength is { } length && text.Length > length ? text[..length].TrimEnd() : text;
        }
    }

    private static ActivityException Invalid(string message) => new(FailureKind.InvalidData, message);
}
