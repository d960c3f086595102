using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Canonical;
using static ClarityConnect.Workflows.Connectors.Heartland.Gateway.PorticoEnvelope;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;

/// <summary>Turns Portico's reports into canonical settlements.</summary>
internal static class SettlementMapping
{
    public static IEnumerable<GatewayBatch> History(XElement? report, string currency) => Children(report, "Details").Select(row => new GatewayBatch
    {
        DeviceId = Text(row, "DeviceId") ?? Text(report, "DeviceId") ?? "",
        BatchId = Text(row, "BatchId") ?? "",
        SequenceNumber = Text(row, "BatchSeqNbr"),
        IsClosed = IsClosed(row),
        OpenedAt = Moment(row, "OpenUtcDT"),
        ClosedAt = Moment(row, "CloseUtcDT"),
        TransactionCount = Count(row, "BatchTxnCnt"),
        Total = Amount(row, "BatchTxnAmt"),
        Currency = currency,
    });

    public static SettlementBatch Batch(XElement summary, string batchId, string deviceId, string currency)
    {
        var header = Children(summary, "Header").FirstOrDefault();
        return new SettlementBatch
        {
            BatchId = Text(header, "BatchId") ?? batchId,
            DeviceId = Text(header, "DeviceId") ?? deviceId,
            SequenceNumber = Text(header, "BatchSeqNbr"),
            MerchantName = Text(header, "MerchName"),
            IsClosed = IsClosed(header),
            OpenedAt = Moment(header, "OpenUtcDT"),
            ClosedAt = Moment(header, "CloseUtcDT"),
            Currency = currency,
            TransactionCount = Count(header, "TotalCnt"),
            Sales = Amount(header, "SaleAmt"),
            Returns = Math.Abs(Amount(header, "ReturnAmt")),
            Total = Amount(header, "TotalAmt"),
            Tips = Amount(header, "TotalGratuityAmtInfo"),
            CardTotals = [.. Children(summary, "Details").Select(CardTotal)],
        };
    }

    public static SettlementTransaction Transaction(XElement row)
    {
        var service = Text(row, "ServiceName") ?? "";
        var isReturn = service.Contains("Return", StringComparison.OrdinalIgnoreCase);
        var status = Text(row, "TxnStatus");
        var approved = IsApproved(service, Text(row, "IssuerRspCode") ?? Text(row, "RspCode"));
        var amount = Find(row, "SettlementAmt") is null ? Amount(row, "Amt") : Amount(row, "SettlementAmt");
        return new SettlementTransaction
        {
            TransactionId = Text(row, "GatewayTxnId") ?? "",
            OriginalTransactionId = Text(row, "OriginalGatewayTxnId") is { } original and not "0" ? original : null,
            Service = service,
            Status = status,
            IsReturn = isReturn,
            IsApproved = approved,
            CardType = CardTypes.Normalize(Text(row, "CardType")),
            // Reports print returns without a sign.
            Amount = !approved || !Settles(service, status) ? 0 : isReturn ? -Math.Abs(amount) : amount,
            Tip = Amount(row, "GratuityAmtInfo"),
            MaskedCardNumber = Text(row, "MaskedCardNbr"),
            Reference = Text(row, "InvoiceNbr"),
            ApprovalCode = Text(row, "AuthCode"),
            At = Moment(row, "TxnUtcDT"),
        };
    }

    // Second level: the gateway has processed it, but did the issuer approve? Returns and voids often come without an issuer's answer.
    private static bool IsApproved(string service, string? issuerCode) => issuerCode switch
    {
        null => !service.Contains("Sale", StringComparison.Ordinal) && !service.Contains("Auth", StringComparison.Ordinal),
        "00" or "0" or "10" => true,
        "85" => service.Contains("Verify", StringComparison.Ordinal),
        _ => false,
    };

    // Voided (V), reversed (R) and inactive (I) transactions stay in the report, and so do the voids themselves.
    private static bool Settles(string service, string? status) =>
        !service.Contains("Void", StringComparison.Ordinal) && !service.Contains("Reversal", StringComparison.Ordinal) && status is not ("V" or "R" or "I");

    private static SettlementCardTotal CardTotal(XElement row) => new()
    {
        CardType = CardTypes.Normalize(Text(row, "CardType")),
        TransactionCount = Count(row, "TotalCnt"),
        Sales = Amount(row, "SaleAmt"),
        SaleCount = Count(row, "SaleCnt"),
        Returns = Math.Abs(Amount(row, "ReturnAmt")),
        ReturnCount = Count(row, "ReturnCnt"),
        Total = Amount(row, "TotalAmt"),
        Tips = Amount(row, "TotalGratuityAmtInfo"),
    };

    private static bool IsClosed(XElement? row) => Text(row, "BatchStatus") is { } status && (status == "C" || status.StartsWith("Closed", StringComparison.OrdinalIgnoreCase));
}
