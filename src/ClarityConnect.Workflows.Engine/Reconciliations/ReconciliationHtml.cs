using System.Globalization;
using System.Net;
using System.Text;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Writes a report as one HTML file that needs nothing else, for mail, filing and print.</summary>
public static class ReconciliationHtml
{
    /// <summary>How many matched pairs the file lists; the CSV file has all.</summary>
    private const int MostMatched = 1000;

    private const string Style =
        """
        body { font: 15px/22px system-ui, sans-serif; color: #1b2330; margin: 32px auto; max-width: 1120px; padding: 0 24px; }
        h1 { font-size: 26px; line-height: 32px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 32px 0 8px; } p { margin: 0 0 16px; color: #55617a; }
        table { border-collapse: collapse; width: 100%; font-size: 14px; } th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid #dde2ea; vertical-align: top; }
        thead th { background: #f3f5f8; color: #55617a; font-size: 13px; } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .state { display: inline-block; padding: 1px 12px; border-radius: 12px; font-weight: 600; } .good { background: #e2f4e8; color: #14663a; } .bad { background: #fbe6e6; color: #a11d26; }
        @media print { body { margin: 0; max-width: none; font-size: 11px; line-height: 15px; } table { font-size: 10px; } tr { break-inside: avoid; } thead { display: table-header-group; } }
        """;

    /// <summary>Writes the file.</summary>
    /// <param name="report">The report.</param>
    public static byte[] Write(ReconciliationReport report)
    {
        var summary = report.Summary;
        var isBalanced = summary.State == ReconciliationState.Balanced;
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
            .Append("<title>").Append(Text($"{summary.Pair}, {ReconciliationWords.Day(summary.Day)}")).Append("</title><style>").Append(Style).Append("</style></head><body>")
            .Append("<h1>").Append(Text(summary.Pair)).Append("</h1><p>").Append(Text(ReconciliationWords.Day(summary.Day))).Append(", reconciled ")
            .Append(summary.RunAt.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)).Append("</p>")
            .Append("<p><span class=\"state ").Append(isBalanced ? "good\">Balanced" : $"bad\">{summary.Mismatches:N0} mismatches").Append("</span></p>");
        Totals(html, report);
        foreach (var kind in ReconciliationWords.Kinds)
            Section(html, report, kind);
        return Encoding.UTF8.GetBytes(html.Append("</body></html>\n").ToString());
    }

    private static void Totals(StringBuilder html, ReconciliationReport report)
    {
        var summary = report.Summary;
        html.Append("<h2>Totals</h2><table><thead><tr><th>Currency</th><th class=\"n\">").Append(Text(summary.LeftName)).Append("</th><th class=\"n\">Entries</th><th class=\"n\">")
            .Append(Text(summary.RightName)).Append("</th><th class=\"n\">Entries</th><th class=\"n\">Difference</th></tr></thead><tbody>");
        foreach (var total in report.Totals())
        {
            html.Append("<tr><td>").Append(Text(total.Currency)).Append("</td>").Append(Number(ReconciliationWords.Amount(total.LeftAmount, total.Currency))).Append(Number($"{total.LeftCount:N0}"))
                .Append(Number(ReconciliationWords.Amount(total.RightAmount, total.Currency))).Append(Number($"{total.RightCount:N0}"))
                .Append(Number(ReconciliationWords.Amount(total.Difference, total.Currency))).Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void Section(StringBuilder html, ReconciliationReport report, ReconciliationKind kind)
    {
        var lines = report.Lines.Where(line => line.Kind == kind).ToList();
        if (lines.Count == 0)
            return;
        var isMatched = kind == ReconciliationKind.Matched;
        html.Append("<h2>").Append(Text(ReconciliationWords.Name(kind, report.Summary))).Append(CultureInfo.InvariantCulture, $" ({lines.Count:N0})</h2>");
        if (isMatched && lines.Count > MostMatched)
            html.Append(CultureInfo.InvariantCulture, $"<p>The first {MostMatched:N0}; the CSV file has all.</p>");
        html.Append("<table><thead><tr><th>Date</th><th>Reference</th><th>").Append(Text(report.Summary.LeftName)).Append("</th><th class=\"n\">Amount</th><th>")
            .Append(Text(report.Summary.RightName)).Append("</th><th class=\"n\">Amount</th><th>").Append(isMatched ? "Matched by" : "Why").Append("</th></tr></thead><tbody>");
        foreach (var line in lines.Take(isMatched ? MostMatched : int.MaxValue))
        {
            html.Append("<tr><td>").Append(Text(ReconciliationWords.Day(line.Entry.Date))).Append("</td><td>").Append(Text(line.Left?.Reference ?? line.Right?.Reference)).Append("</td>");
            Entry(html, line.Left);
            Entry(html, line.Right);
            html.Append("<td>").Append(Text(isMatched ? ReconciliationWords.Name(line.By) : ReconciliationWords.Reason(line, report.Summary))).Append("</td></tr>");
        }

        html.Append("</tbody></table>");
    }

    private static void Entry(StringBuilder html, ReconciliationEntry? entry)
    {
        if (entry is null)
            html.Append("<td>–</td><td></td>");
        else
            html.Append("<td>").Append(Text(entry.Id)).Append(entry.Description is null ? "" : "<br>").Append(Text(entry.Description)).Append("</td>").Append(Number(ReconciliationWords.Amount(entry)));
    }

    private static string Number(string text) => $"<td class=\"n\">{Text(text)}</td>";

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
