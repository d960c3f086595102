using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.State;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;
using static ClarityConnect.Workflows.Simulators.Heartland.Portico.PorticoXml;

namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>Heartland's card gateway: SOAP reports on batches and transactions, and closing a batch.</summary>
internal sealed class PorticoSystem(SimulatorOptions options, StateJournal journal, TimeProvider time) : ISimulatedSystem
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, PorticoBatch> _batches = [];
    private long _lastTxnId = 2_000_000_000;

    public string Name => "portico";

    public void Add(GeneratedDay day)
    {
        var transactions = day.CardTransactions.ToLookup(t => t.BatchId);
        lock (_gate)
        {
            foreach (var batch in day.CardBatches)
                _batches[batch.BatchId] = new PorticoBatch(batch, [.. transactions[batch.BatchId]]);
        }
    }

    public void Replay(BatchClosure closure)
    {
        lock (_gate) Close(closure);
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        XElement? version = null;
        try
        {
            version = XDocument.Parse(body).Root?.Element(Soap + "Body")?.Element(Ns + "PosRequest")?.Element(Ns + "Ver1.0");
        }
        catch (XmlException)
        {
            // answered below with a SOAP fault
        }
        if (version is null)
            return new Call([new CallPart("unreadable", null)], _ => Fault("The request is not a SOAP envelope with PosRequest/Ver1.0."));
        var transaction = version.Element(Ns + "Transaction")?.Elements().FirstOrDefault();
        var operation = transaction?.Name.LocalName ?? "no transaction";
        var key = transaction is null
            ? null
            : PorticoReports.Text(transaction, "BatchId") ?? PorticoReports.Text(transaction, "TxnId") ?? PorticoReports.Text(transaction, "DeviceId");
        return new Call([new CallPart(operation, key)], faults => Execute(version.Element(Ns + "Header"), transaction, faults));
    }

    public Answer Refuse(Fault fault, int status) => status == 429
        ? Answer.Text(429, "text/plain; charset=utf-8", "Too Many Requests")
        : Fault("Server was unable to process request.") with { Status = status, Outcomes = [$"HTTP {status}"] };

    private Answer Execute(XElement? header, XElement? transaction, FaultSet faults)
    {
        lock (_gate)
        {
            try
            {
                if (faults.Has(FaultKind.AuthenticationFailure) || header?.Element(Ns + "SecretAPIKey")?.Value != options.PorticoSecretApiKey)
                    throw PorticoRefusal.Authentication();
                if (transaction is null)
                    throw PorticoRefusal.Edit("Transaction is empty");
                return Reply(header!, 0, "Success", new XElement(transaction.Name, Carry(header!, transaction)));
            }
            catch (PorticoRefusal refusal)
            {
                return Reply(header, refusal.Code, refusal.Message, null);
            }
        }
    }

    private IEnumerable<XElement?> Carry(XElement header, XElement transaction) => transaction.Name.LocalName switch
    {
        "ReportBatchHistory" => PorticoReports.History(transaction, _batches.Values),
        "ReportBatchSummary" => PorticoReports.Summary(transaction, _batches.Values).ToList(),
        "ReportBatchDetail" => PorticoReports.Detail(transaction, _batches.Values).ToList(),
        "ReportTxnDetail" => PorticoReports.Transaction(transaction, _batches.Values),
        "ReportActivity" => PorticoReports.Activity(transaction, _batches.Values),
        "FindTransactions" => PorticoReports.Find(transaction, _batches.Values),
        "BatchClose" => CloseBatch(header),
        var other => throw PorticoRefusal.Edit($"{other} is not offered by the simulator"),
    };

    /// <summary>Closes the terminal's open batch; without a device in the header it is the first that is open.</summary>
    private IEnumerable<XElement> CloseBatch(XElement header)
    {
        var device = PorticoReports.Number(header, "DeviceId");
        var batch = _batches.Values.FirstOrDefault(b => b.IsOpen && (device is null || b.Batch.DeviceId == device))
            ?? throw PorticoRefusal.NoOpenBatch();
        var closure = new BatchClosure(batch.Batch.BatchId, time.GetUtcNow());
        Close(closure);
        journal.Append(StateJournal.BatchClosed, closure);
        return
        [
            Element("BatchId", batch.Batch.BatchId), Element("TxnCnt", batch.Settling.Count()),
            Element("TotalAmt", Money(batch.Total)), Element("BatchSeqNbr", batch.Batch.SequenceNumber),
        ];
    }

    private void Close(BatchClosure closure)
    {
        var batch = _batches[closure.BatchId];
        _batches[closure.BatchId] = batch with { Batch = batch.Batch with { ClosedAt = closure.At } };
    }

    private Answer Reply(XElement? header, int code, string message, XElement? transaction)
    {
        var clientTxnId = header is null ? null : PorticoReports.Text(header, "ClientTxnId");
        var response = new XElement(Ns + "PosResponse", new XAttribute("rootUrl", "https://localhost/Hps.Exchange.PosGateway"),
            new XElement(Ns + "Ver1.0",
                new XElement(Ns + "Header",
                    Element("LicenseId", 95878),
                    Element("SiteId", 95881),
                    Element("DeviceId", (header is null ? null : PorticoReports.Text(header, "DeviceId")) ?? "2409001"),
                    Element("GatewayTxnId", ++_lastTxnId),
                    Element("GatewayRspCode", code),
                    Element("GatewayRspMsg", message),
                    // Site time without zone and with up to seven decimals, as the gateway writes it.
                    Element("RspDT", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
                    clientTxnId is null ? null : Element("ClientTxnId", clientTxnId)),
                transaction is null ? null : new XElement(Ns + "Transaction", transaction)));
        return Envelope(200, response) with { Outcomes = [code == 0 ? ReceivedRequest.Success : $"code {code}"] };
    }

    private static Answer Fault(string reason) => Envelope(500, new XElement(Soap + "Fault",
        new XElement("faultcode", "soap:Client"), new XElement("faultstring", reason)));

    private static Answer Envelope(int status, XElement content) => Answer.Xml(status, "text/xml; charset=utf-8",
        new XElement(Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", Soap.NamespaceName), new XElement(Soap + "Body", content)));
}
