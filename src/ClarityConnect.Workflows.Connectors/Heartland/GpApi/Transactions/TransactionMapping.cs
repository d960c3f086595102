using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Transactions;

/// <summary>Turns GP API's transactions into canonical payments. Refunds are below zero.</summary>
internal static class TransactionMapping
{
    public static Payment From(JsonElement row)
    {
        var currency = GpJson.Text(row, "currency") ?? "USD";
        var isRefund = string.Equals(GpJson.Text(row, "type"), "REFUND", StringComparison.OrdinalIgnoreCase);
        var amount = Math.Abs(GpJson.Amount(row, "amount", currency) ?? 0);
        var method = GpJson.Find(row, "payment_method");
        var card = GpJson.Find(method, "card");
        var status = GpJson.Text(row, "status");
        return new Payment
        {
            PaymentId = GpJson.Text(row, "id") ?? "",
            Method = card.ValueKind == JsonValueKind.Object ? "card" : "external",
            CardType = GpJson.Text(card, "brand") is { } brand ? CardTypes.Normalize(brand) : null,
            Description = GpJson.Text(card, "masked_number_last4"),
            Amount = isRefund ? -amount : amount,
            Currency = currency,
            IsVoided = string.Equals(status, "REVERSED", StringComparison.OrdinalIgnoreCase),
            At = GpJson.Moment(row, "time_created"),
            Reference = GpJson.Text(row, "id"),
            MerchantReference = GpJson.Text(row, "reference"),
            Status = StatusOf(status, isRefund),
            Details = Details(row, card, status),
        };
    }

    /// <summary>GP API's statuses in words that are the same for every processor.</summary>
    public static PaymentStatus StatusOf(string? status, bool isRefund) => status?.ToUpperInvariant() switch
    {
        "INITIATED" => PaymentStatus.RequiresAction,
        "PREAUTHORIZED" => PaymentStatus.Authorised,
        "CAPTURED" or "PENDING" or "FOR_REVIEW" when isRefund => PaymentStatus.Refunded,
        "CAPTURED" => PaymentStatus.Paid,
        "FUNDED" => isRefund ? PaymentStatus.Refunded : PaymentStatus.Settled,
        "REVERSED" => PaymentStatus.Voided,
        "DECLINED" => PaymentStatus.Declined,
        "FAILED" or "REJECTED" => PaymentStatus.Invalid,
        _ => PaymentStatus.Unknown,
    };

    private static Dictionary<string, string> Details(JsonElement row, JsonElement card, string? status)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("status", status);
        Add("type", GpJson.Text(row, "type"));
        Add("channel", GpJson.Text(row, "channel"));
        Add("batchId", GpJson.Text(row, "batch_id"));
        Add("depositId", GpJson.Text(row, "deposit_id"));
        Add("originalTransactionId", GpJson.Text(row, "parent_resource_id"));
        Add("approvalCode", GpJson.Text(card, "authcode"));
        return details;

        void Add(string name, string? value)
        {
            if (value is not null)
                details[name] = value;
        }
    }
}
