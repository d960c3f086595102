using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>The reports, from the parameters in the request to the rows in the reply.</summary>
internal static class PorticoReports
{
    public static IEnumerable<XElement> History(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var (start, end) = Range(parameters, "RptStartUtcDT", "RptEndUtcDT");
        var device = Number(parameters, "DeviceId");
        return NotEmpty(batches
            .Where(b => device is null || b.Batch.DeviceId == device)
            .Where(b => b.Batch.OpenedAt <= end && (b.IsOpen || b.Batch.ClosedAt >= start))
            .Select(PorticoXml.History));
    }

    public static IEnumerable<XElement> Summary(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var batch = One(parameters, batches);
        yield return PorticoXml.Header(batch, withTotals: true);
        foreach (var cards in batch.Settling.GroupBy(t => t.CardType).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return new XElement(PorticoXml.Ns + "Details", PorticoXml.Element("CardType", cards.Key), PorticoXml.Totals(cards));
    }

    public static IEnumerable<XElement> Detail(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var batch = One(parameters, batches);
        yield return PorticoXml.Header(batch, withTotals: false);
        foreach (var transaction in batch.Transactions)
            yield return new XElement(PorticoXml.Ns + "Details", PorticoXml.Transaction(batch, transaction));
    }

    public static IEnumerable<XElement?> Transaction(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var id = Number(parameters, "TxnId") ?? throw PorticoRefusal.Parameters("TxnId is missing");
        var (batch, transaction) = All(batches).FirstOrDefault(t => t.Transaction.GatewayTxnId == id);
        return transaction is null
            ? throw PorticoRefusal.Empty()
            : [PorticoXml.Element("SiteId", batch.Batch.Store.SiteId), .. PorticoXml.Transaction(batch, transaction)];
    }

    public static IEnumerable<XElement> Activity(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var (start, end) = Range(parameters, "RptStartUtcDT", "RptEndUtcDT");
        var device = Number(parameters, "DeviceId");
        return NotEmpty(All(batches)
            .Where(t => (device is null || t.Transaction.DeviceId == device) && t.Transaction.At >= start && t.Transaction.At <= end)
            .Select(t => new XElement(PorticoXml.Ns + "Details", PorticoXml.Transaction(t.Batch, t.Transaction))));
    }

    public static IEnumerable<XElement> Find(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var criteria = parameters.Element(PorticoXml.Ns + "Criteria") ?? parameters;
        var (start, end) = Range(criteria, "StartUtcDT", "EndUtcDT");
        var invoice = Text(criteria, "InvoiceNbr");
        var client = Text(criteria, "ClientTxnId");
        return NotEmpty(All(batches)
            .Where(t => t.Transaction.At >= start && t.Transaction.At <= end)
            .Where(t => (invoice is null || t.Transaction.InvoiceNumber == invoice) && (client is null || t.Transaction.ClientTxnId == client))
            .Select(t => new XElement(PorticoXml.Ns + "Transactions", PorticoXml.Transaction(t.Batch, t.Transaction))));
    }

    public static long? Number(XElement parameters, string name)
    {
        if (Text(parameters, name) is not { } text)
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw PorticoRefusal.Parameters($"{name} '{text}' is not a number");
    }

    public static string? Text(XElement parameters, string name) =>
        parameters.Element(PorticoXml.Ns + name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static IEnumerable<(PorticoBatch Batch, CardTransaction Transaction)> All(IEnumerable<PorticoBatch> batches) =>
        batches.SelectMany(b => b.Transactions.Select(t => (b, t)));

    /// <summary>The batch that is meant; without a number it is the open one of the terminal.</summary>
    private static PorticoBatch One(XElement parameters, IEnumerable<PorticoBatch> batches)
    {
        var id = Number(parameters, "BatchId");
        var device = Number(parameters, "DeviceId");
        return batches.FirstOrDefault(b => (id is null ? b.IsOpen : b.Batch.BatchId == id) && (device is null || b.Batch.DeviceId == device))
            ?? throw PorticoRefusal.Empty();
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Range(XElement parameters, string from, string to)
    {
        var (start, end) = (Moment(parameters, from), Moment(parameters, to));
        return start <= end ? (start, end) : throw PorticoRefusal.Parameters($"{from} is after {to}");
    }

    private static DateTimeOffset Moment(XElement parameters, string name)
    {
        var text = Text(parameters, name) ?? throw PorticoRefusal.Parameters($"{name} is missing");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : throw PorticoRefusal.Parameters($"{name} '{text}' is not a date and time");
    }

    private static List<XElement> NotEmpty(IEnumerable<XElement> rows) =>
        rows.ToList() is { Count: > 0 } found ? found : throw PorticoRefusal.Empty();
}
