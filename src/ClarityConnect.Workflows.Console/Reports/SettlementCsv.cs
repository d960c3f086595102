using System.Globalization;
using System.Text;
using ClarityConnect.Workflows.Console.Display;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>Writes the report as comma-separated values (RFC 4180), in UTF-8 with a byte order mark, by which Excel knows it.</summary>
internal static class SettlementCsv
{
    private static readonly string[] Columns =
    [
        "Business date", "Store", "Location", "Device", "Batch", "Currency", "Tickets", "Gross", "Discounts", "Refunds", "Tax", "Tips", "Cash",
        "Visa", "Mastercard", "Amex", "Gift card", "Fees", "Net", "Sales journal", "Settlement journal", "Debits", "Credits", "Balanced",
        "Differences", "Run",
    ];

    public static byte[] Write(SettlementReport report)
    {
        var csv = new StringBuilder();
        Line(csv, Columns);
        foreach (var row in report.Rows)
            Line(csv, Cells(row));
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    /// <summary>
    /// Writes a text. Spreadsheets run a text that begins with one of = + - @ or a control character as a formula; an apostrophe before it
    /// keeps it a text.
    /// </summary>
    public static string TextCell(string? text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..])
            text = $"'{text}";
        return text is not null && text.AsSpan().ContainsAny(",\"\r\n;") ? $"\"{text.Replace("\"", "\"\"")}\"" : text ?? "";
    }

    private static IEnumerable<string> Cells(SettlementRow row)
    {
        var amounts = row.Amounts;
        return
        [
            Text.IsoDay(row.BusinessDate), TextCell(row.Store), TextCell(row.Location), TextCell(row.DeviceId), TextCell(row.BatchId), TextCell(row.Currency),
            row.Tickets.ToString(CultureInfo.InvariantCulture),
            Number(amounts.Gross), Number(amounts.Discounts), Number(amounts.Refunds), Number(amounts.Tax), Number(amounts.Tips), Number(amounts.Cash),
            Number(amounts.Visa), Number(amounts.Mastercard), Number(amounts.Amex), Number(amounts.GiftCard), Number(amounts.Fees), Number(amounts.Net),
            TextCell(row.SalesJournal), TextCell(row.SettlementJournal), Number(amounts.Debits), Number(amounts.Credits),
            row.IsBalanced ? "yes" : "no", TextCell(string.Join("; ", row.Differences)), TextCell(row.InstanceId),
        ];

        string Number(decimal amount) => amount.ToString($"F{Currency.MinorDigits(row.Currency)}", CultureInfo.InvariantCulture);
    }

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.AppendJoin(',', cells).Append("\r\n");
}
