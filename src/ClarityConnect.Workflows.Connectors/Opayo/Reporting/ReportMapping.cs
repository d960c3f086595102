using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Opayo.Amounts;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Settlements;
using ClarityConnect.Workflows.Sdk.Canonical;
using static ClarityConnect.Workflows.Connectors.Opayo.Reporting.ReportXml;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Turns reports into transactions and settlement batches.</summary>
internal static class ReportMapping
{
    /// <summary>A transaction, of a detail or of a row in a list; a row may have less.</summary>
    public static OpayoTransaction Transaction(XElement row)
    {
        var type = TypeOf(Text(row, "transactiontype"));
        var state = Text(row, "txstateid");
        var isRefund = string.Equals(type, "Refund", StringComparison.OrdinalIgnoreCase);
        var batch = Text(row, "batchid") is { } id and not "0" ? id : null;
        return new OpayoTransaction
        {
            TransactionId = TransactionId(Text(row, "vpstxid")),
            VendorTxCode = Text(row, "vendortxcode"),
            Type = type,
            Status = TransactionState.Meaning(state, isRefund, batch is not null),
            Detail = Text(row, "status"),
            Amount = Amount(row, "amount") is { } amount ? Math.Abs(amount) : null,
            Currency = Text(row, "currency")?.ToUpperInvariant(),
            CardType = OpayoCards.Normalize(Text(row, "paymentsystem", "cardtype")),
            At = UkTime.Read(Text(row, "completed")) ?? UkTime.Read(Text(row, "started")),
            RelatedTransactionId = Text(row, "relatedtransactionid") is { } related ? TransactionId(related) : null,
            Details = OpayoTransaction.Facts(
                ("txStateId", state),
                ("batchId", batch),
                ("acquirer", Text(row, "authprocessor")),
                ("bankAuthorisationCode", Text(row, "bankauthcode")),
                ("retrievalReference", Text(row, "vpsauthcode")),
                ("threeDSecure", Text(row, "threedresult")),
                ("addressCheck", Text(row, "addressresult")),
                ("postalCodeCheck", Text(row, "postcoderesult")),
                ("securityCodeCheck", Text(row, "cv2result")),
                ("cardLastFour", Text(row, "last4digits")),
                ("fraudScore", Text(row, "t3mscore", "fraudscore")),
                ("fraudResult", Text(row, "t3maction", "fraudscreenrecommendation")),
                ("refunded", Text(row, "refunded")),
                ("relatedVendorTxCode", Text(row, "relatedvendortxcode")),
                ("surcharge", Text(row, "surcharge") is { } surcharge && Amount(row, "surcharge") is not 0 ? surcharge : null)),
        };
    }

    /// <summary>The headers of a list of batches, one for each currency.</summary>
    public static IEnumerable<OpayoBatch> Batches(XElement root) =>
        from batch in All(root, "batch")
        from gathered in All(batch, "transactiongroup")
        let currency = Text(gathered, "currency")?.ToUpperInvariant()
        where currency is not null
        let payments = Amount(gathered, "paymentvalue", "paymentamount") ?? 0
        let refunds = Math.Abs(Amount(gathered, "refundvalue", "refundamount") ?? 0)
        select new OpayoBatch
        {
            BatchId = Text(batch, "batchid") ?? "",
            Acquirer = Text(batch, "authprocessorname", "authprocessor") ?? "",
            CompletedAt = UkTime.Read(Text(batch, "completed")),
            Currency = currency,
            PaymentCount = Count(gathered, "paymentnumber", "paymentcount"),
            Payments = payments,
            RefundCount = Count(gathered, "refundnumber", "refundcount"),
            Refunds = refunds,
            Total = payments - refunds,
        };

    /// <summary>A row of a batch.</summary>
    public static SettlementTransaction Settled(XElement row, string acquirer)
    {
        var transaction = Transaction(row);
        var amount = transaction.Amount ?? 0;
        return new SettlementTransaction
        {
            TransactionId = transaction.TransactionId,
            OriginalTransactionId = transaction.RelatedTransactionId,
            Service = transaction.Type ?? "",
            Status = transaction.Detail,
            IsReturn = transaction.IsRefund,
            IsApproved = true,
            // Rows of Elavon's batches do not name the card; American Express has batches of its own.
            CardType = transaction.CardType ?? (acquirer.Contains("American", StringComparison.OrdinalIgnoreCase) ? "amex" : ""),
            Amount = transaction.IsRefund ? -amount : amount,
            MaskedCardNumber = transaction.Details.TryGetValue("cardLastFour", out var digits) ? $"************{digits}" : null,
            Reference = transaction.VendorTxCode,
            ApprovalCode = transaction.Details.GetValueOrDefault("bankAuthorisationCode"),
            At = transaction.At,
        };
    }

    /// <summary>Ids come with braces or without.</summary>
    public static string TransactionId(string? text) => (text ?? "").Trim('{', '}');

    private static string? TypeOf(string? type) => type?.ToUpperInvariant() switch
    {
        null => null,
        "PAYMENT" => "Payment",
        "DEFERRED" => "Deferred",
        "AUTHENTICATE" => "Authenticate",
        "AUTHORISE" => "Authorise",
        "REPEAT" => "Repeat",
        "REFUND" => "Refund",
        _ => type,
    };
}
