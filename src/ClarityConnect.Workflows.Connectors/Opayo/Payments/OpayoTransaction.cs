using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Connectors.Opayo.Pi;
using ClarityConnect.Workflows.Connectors.Opayo.Statuses;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>A transaction, whether Pi, the reports or a notification told of it.</summary>
internal sealed record OpayoTransaction
{
    public string TransactionId { get; init; } = "";

    public string? VendorTxCode { get; init; }

    /// <summary>"Payment", "Deferred", "Authenticate", "Authorise", "Repeat", "Refund".</summary>
    public string? Type { get; init; }

    public PaymentStatus Status { get; init; }

    /// <summary>Opayo's own word for the status.</summary>
    public string? Word { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    /// <summary>In major units, never negative; null where the answer has none.</summary>
    public decimal? Amount { get; init; }

    public string? Currency { get; init; }

    public string? CardType { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>The transaction that this one repeats, refunds or authorises.</summary>
    public string? RelatedTransactionId { get; init; }

    public string? AcsUrl { get; init; }

    public string? ChallengeRequest { get; init; }

    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether nothing was attempted, or nobody knows its end: no outcome, but a failure.</summary>
    public bool IsRefusal => Status == PaymentStatus.Invalid || string.Equals(Word, "Error", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the money went to the customer.</summary>
    public bool IsRefund => string.Equals(Type, "Refund", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a transaction of Pi; null where the object is none.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="transactionType">What was asked for, where the answer does not say.</param>
    /// <param name="now">When it was answered; Pi names no time.</param>
    public static OpayoTransaction? FromPi(JsonElement body, string? transactionType, DateTimeOffset now)
    {
        var word = PiJson.Text(body, "status");
        var code = OpayoStatusCode.Of(PiJson.Text(body, "statusCode"));
        // A first answer that asks for 3-D Secure may say so by its code alone; a status alone speaks of the authentication, not of the payment.
        if (code is "2021" or "2007")
            word ??= "3DAuth";
        if (word is null || (code is null && PiJson.Text(body, "transactionId") is null))
            return null;
        var type = PiJson.Text(body, "transactionType") ?? transactionType;
        var currency = PiJson.Text(body, "currency")?.ToUpperInvariant();
        return new OpayoTransaction
        {
            TransactionId = PiJson.Text(body, "transactionId") ?? "",
            VendorTxCode = PiJson.Text(body, "vendorTxCode"),
            Type = type,
            Status = PaymentStatusTable.Default.Find(type, word, code),
            Word = word,
            Code = code,
            Detail = PiJson.Text(body, "statusDetail"),
            Currency = currency,
            Amount = currency is not null && PiJson.Number(body, "amount", "totalAmount") is { } minor ? MinorUnits.ToAmount(minor, currency) : null,
            CardType = OpayoCards.Normalize(PiJson.Text(body, "paymentMethod", "card", "cardType")),
            At = now,
            AcsUrl = PiJson.Text(body, "acsUrl"),
            ChallengeRequest = PiJson.Text(body, "cReq"),
            Details = Facts(
                ("bankAuthorisationCode", PiJson.Text(body, "bankAuthorisationCode")),
                ("bankResponseCode", PiJson.Text(body, "bankResponseCode")),
                ("retrievalReference", PiJson.Text(body, "retrievalReference")),
                ("threeDSecure", PiJson.Text(body, "3DSecure", "status")),
                ("avsCvcCheck", PiJson.Text(body, "avsCvcCheck", "status")),
                ("addressCheck", PiJson.Text(body, "avsCvcCheck", "address")),
                ("postalCodeCheck", PiJson.Text(body, "avsCvcCheck", "postalCode")),
                ("securityCodeCheck", PiJson.Text(body, "avsCvcCheck", "securityCode")),
                ("cardLastFour", PiJson.Text(body, "paymentMethod", "card", "lastFourDigits")),
                ("storedCard", PiJson.Text(body, "paymentMethod", "card", "reusable") == "true" ? PiJson.Text(body, "paymentMethod", "card", "cardIdentifier") : null),
                ("surcharge", currency is not null && PiJson.Number(body, "amount", "surchargeAmount") is { } extra and not 0 ? MinorUnits.ToAmount(extra, currency).ToString(CultureInfo.InvariantCulture) : null),
                ("declineCode", PiJson.Text(body, "additionalDeclineDetail", "additionalDeclineCode")),
                ("declineReason", PiJson.Text(body, "additionalDeclineDetail", "additionalDeclineDescription")),
                ("declineCategory", PiJson.Text(body, "additionalDeclineDetail", "additionalDeclineCategory")),
                // The bank wants the customer to be authenticated: the same again with 3-D Secure forced may pass.
                ("softDecline", PiJson.Text(body, "bankResponseCode") is "65" or "1A" or "1a" ? "true" : null)),
        };
    }

    /// <summary>Facts that have a value.</summary>
    public static Dictionary<string, string> Facts(params ReadOnlySpan<(string Name, string? Value)> facts)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in facts)
        {
            if (!string.IsNullOrEmpty(value))
                known[name] = value;
        }

        return known;
    }

    /// <summary>With what was asked for, where the answer leaves it out.</summary>
    public OpayoTransaction Completed(TransactionRequest request) => this with
    {
        VendorTxCode = VendorTxCode ?? request.VendorTxCode,
        Type = Type ?? request.TransactionType,
        Amount = Amount ?? request.Amount,
        Currency = Currency ?? request.Currency,
        RelatedTransactionId = RelatedTransactionId ?? request.ReferenceTransactionId,
    };

    /// <summary>The transaction as a payment; a refund has a negative amount.</summary>
    public Payment ToPayment() => new()
    {
        PaymentId = TransactionId,
        Method = "card",
        CardType = CardType,
        Description = Detail,
        Amount = (IsRefund ? -1 : 1) * (Amount ?? 0),
        Currency = Currency ?? "",
        IsVoided = Status is PaymentStatus.Voided or PaymentStatus.Cancelled,
        At = At,
        Reference = TransactionId,
        Status = Status,
        MerchantReference = VendorTxCode,
        Details = new Dictionary<string, string>(Details.Concat(
            Facts(("transactionType", Type), ("status", Word), ("statusCode", Code), ("statusDetail", Detail), ("relatedTransactionId", RelatedTransactionId))
                .Where(fact => !Details.ContainsKey(fact.Key)))),
    };

    /// <summary>The transaction as a refund.</summary>
    /// <param name="reason">Why it was given.</param>
    public Refund ToRefund(string? reason) => new()
    {
        RefundId = TransactionId,
        PaymentId = RelatedTransactionId ?? "",
        Reference = VendorTxCode,
        Amount = Amount ?? 0,
        Currency = Currency ?? "",
        Reason = reason,
        Status = Status,
        At = At,
    };
}
