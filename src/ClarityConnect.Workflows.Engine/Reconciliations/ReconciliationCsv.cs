using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Writes a report as comma-separated values (RFC 4180), in UTF-8 with a byte order mark, by which Excel knows it.</summary>
public static class ReconciliationCsv
{
    private static readonly string[] Columns =
    [
        "Pair", "Day", "Result", "Matched by", "Left system", "Left id", "Left reference", "Left date", "Left amount", "Left currency", "Left description", "Left group",
        "Right system", "Right id", "Right reference", "Right date", "Right amount", "Right currency", "Right description", "Right group", "Difference", "Carried from", "Reason",
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(ReconciliationReport report)
    {
        var csv = new StringBuilder();
        csv.AppendJoin(',', Columns).Append("\r\n");
        foreach (var line in report.Lines)
            csv.AppendJoin(',', Cells(line, report.Summary)).Append("\r\n");
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    private static IEnumerable<string> Cells(ReconciliationLine line, ReconciliationSummary summary) =>
    [
        Text(summary.Pair), Day(summary.Day), Text(ReconciliationWords.Name(line.Kind, summary)), ReconciliationWords.Name(line.By),
        .. Cells(line.Left, summary.LeftName), .. Cells(line.Right, summary.RightName),
        line.Difference is { } difference ? Number(difference, line.Entry.Currency) : "", line.CarriedFrom is { } from ? Day(from) : "",
        line.Kind == ReconciliationKind.Matched ? "" : Text(ReconciliationWords.Reason(line, summary)),
    ];

    private static string[] Cells(ReconciliationEntry? entry, string name) => entry is null
        ? [Text(name), "", "", "", "", "", "", ""]
        : [Text(name), Text(entry.Id), Text(entry.Reference), Day(entry.Date), Number(entry.Amount, entry.Currency), Text(entry.Currency), Text(entry.Description), Text(entry.Group)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal amount, string currency) => amount.ToString($"F{Currency.MinorDigits(currency)}", CultureInfo.InvariantCulture);

    /// <summary>Spreadsheets run a text that begins with one of = + - @ or a control character as a formula; an apostrophe before it keeps it a text.</summary>
    private static string Text(string? text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..])
            text = $"'{text}";
        return text is not null && text.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text ?? "";
    }
}
