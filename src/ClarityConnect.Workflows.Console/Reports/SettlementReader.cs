using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Console.Reports;

/// <summary>Reads the row of a settled batch from the checkpoint of its run, where the workflow's output "Report" is.</summary>
internal static class SettlementReader
{
    private const string DefaultCurrency = "USD";

    public static SettlementEntry Read(InstanceRow run, ReadOnlyMemory<byte>? checkpoint)
    {
        try
        {
            return new SettlementEntry(run.Id, run.CreatedAt, ReadRow(run, checkpoint), null);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return new SettlementEntry(run.Id, run.CreatedAt, null, exception.Message);
        }
    }

    private static SettlementRow ReadRow(InstanceRow run, ReadOnlyMemory<byte>? checkpoint)
    {
        if (checkpoint is not { } json)
            throw new FormatException("The run has no checkpoint any longer.");
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 1024 });
        if (!TryGet(document.RootElement, "output", out var output) || !TryGet(output, "Report", out var stored))
            throw new FormatException("The run ended without the output 'Report'.");
        if (!TryGet(stored, "value", out var report))
            throw new FormatException("The output 'Report' is larger than 64 KiB and is not a report row.");
        if (report.ValueKind != JsonValueKind.Object)
            throw new FormatException($"The output 'Report' is {report.ValueKind}, not an object.");
        TryGet(report, "tenders", out var tenders);
        return new SettlementRow
        {
            InstanceId = run.Id,
            StartedAt = run.CreatedAt,
            Store = Required(report, "store"),
            Location = Optional(report, "location") ?? "",
            BusinessDate = Date(report, "businessDate"),
            DeviceId = Optional(report, "deviceId") ?? "",
            BatchId = Required(report, "batchId"),
            Tickets = (int)Amount(report, "tickets"),
            Currency = Optional(report, "currency") ?? DefaultCurrency,
            Amounts = new SettlementAmounts
            {
                Gross = Amount(report, "gross"),
                Discounts = Amount(report, "discounts"),
                Refunds = Amount(report, "refunds"),
                Tax = Amount(report, "tax"),
                Tips = Amount(report, "tips"),
                Cash = Amount(tenders, "cash"),
                Visa = Amount(tenders, "visa"),
                Mastercard = Amount(tenders, "mastercard"),
                Amex = Amount(tenders, "amex"),
                GiftCard = Amount(tenders, "giftcard"),
                Fees = Amount(report, "fees"),
                Net = Amount(report, "net"),
                Debits = Amount(report, "debits"),
                Credits = Amount(report, "credits"),
            },
            SalesJournal = Optional(report, "salesJournal"),
            SettlementJournal = Optional(report, "settlementJournal"),
            IsBalanced = TryGet(report, "balanced", out var balanced) && balanced.ValueKind == JsonValueKind.True,
            Differences = TryGet(report, "differences", out var differences) && differences.ValueKind == JsonValueKind.Array
                ? [.. differences.EnumerateArray().Select(Scalar).OfType<string>()]
                : [],
        };
    }

    private static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    private static string? Optional(JsonElement json, string name) => TryGet(json, name, out var value) ? Scalar(value) : null;

    private static string Required(JsonElement json, string name) =>
        Optional(json, name) is { Length: > 0 } text ? text : throw new FormatException($"The report has no '{name}'.");

    private static DateOnly Date(JsonElement json, string name)
    {
        var text = Required(json, name);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"The report's '{name}' is '{text}', not a date such as 2026-01-31.");
    }

    // Amounts are decimals written digit by digit: as strings by scripts, as numbers by C#. Neither passes through a binary fraction here.
    private static decimal Amount(JsonElement json, string name)
    {
        if (!TryGet(json, name, out var value))
            return 0;
        return decimal.TryParse(Scalar(value), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new FormatException($"The report's '{name}' is {value.GetRawText()}, not an amount.");
    }
}
