using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>Report rows as they look on the wire.</summary>
internal static class PorticoXml
{
    public static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    public static readonly XNamespace Ns = "http://Hps.Exchange.PosGateway";

    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static XElement Element(string name, object? value) => new(Ns + name, value);

    public static XElement History(PorticoBatch batch) => new(Ns + "Details",
        Element("DeviceId", batch.Batch.DeviceId),
        Element("BatchId", batch.Batch.BatchId),
        Element("BatchStatus", batch.IsOpen ? "O" : "C"),
        Element("OpenUtcDT", Utc(batch.Batch.OpenedAt)),
        batch.Batch.ClosedAt is { } closed ? Element("CloseUtcDT", Utc(closed)) : null,
        Element("OpenTxnId", batch.Batch.OpenTxnId),
        batch.IsOpen ? null : Element("CloseTxnId", batch.Batch.CloseTxnId),
        Element("BatchSeqNbr", batch.Batch.SequenceNumber),
        Element("BatchTxnCnt", batch.Settling.Count()),
        Element("BatchTxnAmt", Money(batch.Total)));

    public static XElement Header(PorticoBatch batch, bool withTotals) => new(Ns + "Header",
        Element("SiteId", batch.Batch.Store.SiteId),
        Element("MerchName", batch.Batch.Store.Name.ToUpperInvariant()),
        Element("DeviceId", batch.Batch.DeviceId),
        Element("BatchId", batch.Batch.BatchId),
        Element("BatchStatus", batch.IsOpen ? "O" : "C"),
        Element("BatchSeqNbr", batch.Batch.SequenceNumber),
        Element("OpenUtcDT", Utc(batch.Batch.OpenedAt)),
        batch.Batch.ClosedAt is { } closed ? Element("CloseUtcDT", Utc(closed)) : null,
        withTotals ? Totals(batch.Settling) : null);

    /// <summary>Gratuity is inside the sale and total amounts; returns are shown positive and taken off the total.</summary>
    public static object[] Totals(IEnumerable<CardTransaction> settling)
    {
        var all = settling.ToList();
        var sales = all.Where(t => t.ServiceName == "CreditSale").ToList();
        var returns = all.Where(t => t.ServiceName == "CreditReturn").ToList();
        var total = Money(all.Sum(t => t.Settles));
        return
        [
            Element("CreditCnt", all.Count), Element("CreditAmt", total), Element("DebitCnt", 0), Element("DebitAmt", Money(0)),
            Element("SaleCnt", sales.Count), Element("SaleAmt", Money(sales.Sum(t => t.Amount))),
            Element("ReturnCnt", returns.Count), Element("ReturnAmt", Money(returns.Sum(t => t.Amount))),
            Element("TotalCnt", all.Count), Element("TotalAmt", total),
            Element("TotalGratuityAmtInfo", Money(all.Sum(t => t.Tip))),
        ];
    }

    /// <summary>
    /// A transaction. Amounts are positive, the service tells the direction; a voided one settles 0. TxnStatus is A while the
    /// batch is open, C when it is closed, V when voided.
    /// </summary>
    public static IEnumerable<XElement?> Transaction(PorticoBatch batch, CardTransaction t) =>
    [
        Element("GatewayTxnId", t.GatewayTxnId),
        t.OriginalGatewayTxnId is { } original ? Element("OriginalGatewayTxnId", original) : null,
        Element("DeviceId", t.DeviceId),
        Element("ServiceName", t.ServiceName),
        Element("TxnStatus", t.Voided ? "V" : batch.IsOpen ? "A" : "C"),
        Element("TxnUtcDT", Utc(t.At)),
        Element("Amt", Money(t.Amount)),
        Element("AuthAmt", Money(t.ServiceName == "CreditSale" ? t.Amount : 0)),
        Element("SettlementAmt", Money(t.Voided ? 0 : t.Amount)),
        t.Tip == 0 ? null : Element("GratuityAmtInfo", Money(t.Tip)),
        Element("CardType", t.CardType),
        Element("MaskedCardNbr", t.MaskedCardNumber),
        Element("ClientTxnId", t.ClientTxnId),
        Element("InvoiceNbr", t.InvoiceNumber),
        Element("RefNbr", t.GatewayTxnId.ToString("000000000000", CultureInfo.InvariantCulture)),
        t.ServiceName == "CreditSale" ? Element("AuthCode", t.AuthCode) : null,
        t.ServiceName == "CreditSale" ? Element("IssuerRspCode", "00") : null,
        Element("BatchSeqNbr", batch.Batch.SequenceNumber),
    ];
}
