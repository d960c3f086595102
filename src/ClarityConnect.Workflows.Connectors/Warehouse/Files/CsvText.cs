using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using CsvHelper;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Files;

/// <summary>Rows as CSV (RFC 4180) in UTF-8.</summary>
internal static class CsvText
{
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: a row is no object, or there is no such separator.</exception>
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<JsonElement> rows, IReadOnlyList<string> columns, string separator, bool guardsFormulas)
    {
        if (separator is not ("," or ";" or "\t" or "|"))
            throw new ActivityException(FailureKind.InvalidData, $"'{separator}' cannot stand between values. Use a comma, a semicolon, a tab or a bar.");
        if (rows.FirstOrDefault(row => row.ValueKind != JsonValueKind.Object) is { ValueKind: not JsonValueKind.Undefined } other)
            throw new ActivityException(FailureKind.InvalidData, $"The row '{other.GetRawText()}' is no object. Give rows as objects whose members are columns.");
        var names = columns.Count > 0 ? columns : [.. rows.SelectMany(row => row.EnumerateObject()).Select(member => member.Name).Distinct()];
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Separator = separator[0] }, leaveOpen: true))
        {
            foreach (var name in names)
                csv.WriteField(name);
            csv.EndRecord();
            foreach (var row in rows)
            {
                foreach (var name in names)
                    csv.WriteField(row.TryGetProperty(name, out var value) ? Text(value, guardsFormulas) : "");
                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }

    private static string Text(JsonElement value, bool guardsFormulas)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return "";
        if (value.ValueKind != JsonValueKind.String)
            return value.GetRawText();
        var text = value.GetString()!;
        var isFormula = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _);
        return guardsFormulas && isFormula ? $"'{text}" : text;
    }
}
