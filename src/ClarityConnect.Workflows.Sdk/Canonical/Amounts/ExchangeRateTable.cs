using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>Reads exchange rates from a mapping table or a CSV file.</summary>
public static class ExchangeRateTable
{
    private static readonly string[] Columns = ["base", "quote", "date", "rate"];

    /// <summary>Reads a mapping table: a list of rows with base, quote, date and rate, or an object whose "rates" are such rows and whose "baseCurrency" rates are worked out over.</summary>
    /// <param name="table">The table's data.</param>
    /// <exception cref="Failures.ActivityException">Kind <see cref="Failures.FailureKind.InvalidData"/>, naming the row.</exception>
    public static ExchangeRates Read(JsonElement table)
    {
        var isObject = table.ValueKind == JsonValueKind.Object;
        var rows = isObject && table.TryGetProperty("rates", out var inside) ? inside : table;
        if (rows.ValueKind != JsonValueKind.Array)
            throw ExchangeRates.Invalid("A table of exchange rates is a list of rows with base, quote, date and rate, or has such a list as \"rates\".");
        var rates = rows.EnumerateArray().Select((row, index) => Row(
            name => row.ValueKind == JsonValueKind.Object && row.TryGetProperty(name, out var value) ? ValueConversion.ToText(value) : null,
            $"Row {(index + 1).ToString(CultureInfo.InvariantCulture)} of the exchange rates"));
        return new ExchangeRates(rates, isObject && table.TryGetProperty("baseCurrency", out var over) ? ValueConversion.ToText(over) : null);
    }

    /// <summary>Reads CSV with the columns base, quote, date (ISO) and rate in any order, separated by commas, semicolons or tabs; the first line names them.</summary>
    /// <param name="csv">The file's text.</param>
    /// <exception cref="Failures.ActivityException">Kind <see cref="Failures.FailureKind.InvalidData"/>, naming the line.</exception>
    public static ExchangeRates ReadCsv(string csv)
    {
        var lines = csv.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var separator = ";\t,".FirstOrDefault(lines[0].Contains, ',');
        var header = Cells(lines[0], separator).Select(cell => cell.ToLowerInvariant()).ToList();
        if (Columns.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw ExchangeRates.Invalid($"The file of exchange rates has no column '{missing}'. Its first line must name base, quote, date and rate.");
        var rates = lines.Select((line, index) => (line, Number: index + 1)).Skip(1).Where(line => !string.IsNullOrWhiteSpace(line.line)).Select(line =>
        {
            var cells = Cells(line.line, separator);
            return Row(
                name => header.IndexOf(name) is var column && column < cells.Count ? cells[column] : null,
                $"Line {line.Number.ToString(CultureInfo.InvariantCulture)} of the exchange rates");
        });
        return new ExchangeRates(rates);
    }

    private static List<string> Cells(string line, char separator) => [.. line.Split(separator).Select(cell => cell.Trim().Trim('"').Trim())];

    private static ExchangeRate Row(Func<string, string?> read, string where)
    {
        string Cell(string name) => read(name) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : throw ExchangeRates.Invalid($"{where} has no {name}. Each needs base, quote, date and rate.");
        var (from, to, date, rate) = (Cell("base"), Cell("quote"), Cell("date"), Cell("rate"));
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw ExchangeRates.Invalid($"{where}: '{date}' is not a date as 2026-03-31.");
        return decimal.TryParse(rate, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new ExchangeRate(from, to, day, number)
            : throw ExchangeRates.Invalid($"{where}: '{rate}' is not a number as 1.2345.");
    }
}
