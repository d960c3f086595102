using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>Reads customers' payments back.</summary>
internal static class PaymentReader
{
    private static readonly string[] Fields =
        ["RECORDNO", "CUSTOMERID", "DOCNUMBER", "DESCRIPTION", "PAYMENTMETHOD", "RECEIPTDATE", "CURRENCY", "TOTALENTERED", "TRX_TOTALENTERED", "STATE"];

    /// <summary>The payments that fulfil conditions, oldest first.</summary>
    public static async Task<IReadOnlyList<LedgerPayment>> ListAsync(IntacctClient client, IReadOnlyList<IntacctCondition> conditions, CancellationToken cancellationToken)
    {
        var rows = await client.ListAsync(new IntacctQuery("ARPYMT", Fields) { Conditions = conditions, OrderBy = ["RECORDNO"] }, cancellationToken);
        return [.. rows.Select(Read)];
    }

    private static LedgerPayment Read(IntacctRow row) => new(
        new Payment
        {
            PaymentId = row.Text("RECORDNO") ?? "",
            Method = row.Text("PAYMENTMETHOD")?.ToLowerInvariant() switch { "cash" => "cash", "credit card" or "creditcard" => "card", { } other => other, null => "external" },
            Description = row.Text("DESCRIPTION"),
            Amount = row.Amount("TRX_TOTALENTERED", "TOTALENTERED"),
            Currency = row.Text("CURRENCY") ?? "",
            At = row.Date("RECEIPTDATE") is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
            Reference = row.Text("DOCNUMBER"),
        },
        row.Text("CUSTOMERID"),
        row.Text("STATE"),
        AlreadyThere: false);
}
