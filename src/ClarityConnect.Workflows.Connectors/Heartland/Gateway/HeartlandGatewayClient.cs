using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Heartland.Gateway.Settlements;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway;

/// <summary>Reads batches and transactions from Portico, Heartland's card gateway. Nothing here moves money.</summary>
public sealed class HeartlandGatewayClient
{
    private const int EmptyReport = 10;
    private const int NothingToSettle = 5;

    // A shop may be closed for holidays between two batches; Portico keeps 90 days.
    private static readonly TimeSpan ReachForPreviousBatch = TimeSpan.FromDays(30);

    private readonly HttpClient http;
    private readonly Uri endpoint;
    private readonly PorticoIdentity identity;
    private readonly string currency;
    private readonly TimeProvider time;

    internal HeartlandGatewayClient(HttpClient http, Uri endpoint, PorticoIdentity identity, string currency, TimeProvider time)
    {
        (this.http, this.endpoint, this.identity, this.currency, this.time) = (http, endpoint, identity, currency, time);
    }

    /// <summary>The batches of a stretch of time (ReportBatchHistory), oldest first.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last moment; Portico takes none in the future.</param>
    /// <param name="deviceId">The device; null for all.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Portico refused or failed.</exception>
    public async Task<IReadOnlyList<GatewayBatch>> ListBatchesAsync(
        DateTimeOffset from, DateTimeOffset to, string? deviceId, CancellationToken cancellationToken)
    {
        var report = await AskAsync("ReportBatchHistory", cancellationToken, ("RptStartUtcDT", Write(from)), ("RptEndUtcDT", Write(to)), ("DeviceId", deviceId));
        return [.. SettlementMapping.History(report, currency)
            .Where(batch => deviceId is null || batch.DeviceId == deviceId)
            .OrderBy(batch => batch.ClosedAt ?? DateTimeOffset.MaxValue)
            .ThenBy(batch => batch.OpenedAt)];
    }

    /// <summary>The batches of the time up to now.</summary>
    /// <param name="span">How far back.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public Task<IReadOnlyList<GatewayBatch>> ListRecentBatchesAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ListBatchesAsync(now - span, now, null, cancellationToken);
    }

    /// <summary>
    /// A batch with totals for each card type (ReportBatchSummary), its transactions (ReportBatchDetail), and when the device's batch before it
    /// was closed (ReportBatchHistory).
    /// </summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="deviceId">Its device.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Portico refused or failed; <see cref="FailureKind.Rejected"/> if there is no such batch.</exception>
    public Task<SettlementBatch> GetBatchAsync(string batchId, string deviceId, CancellationToken cancellationToken) =>
        GetBatchAsync(batchId, deviceId, includeTransactions: true, cancellationToken);

    /// <summary>As <see cref="GetBatchAsync(string, string, CancellationToken)"/>, with or without the list of transactions; they are added up in any case.</summary>
    internal async Task<SettlementBatch> GetBatchAsync(string batchId, string deviceId, bool includeTransactions, CancellationToken cancellationToken)
    {
        var summary = await AskAsync("ReportBatchSummary", cancellationToken, ("BatchId", batchId), ("DeviceId", deviceId))
            ?? throw new ActivityException(
                FailureKind.Rejected,
                $"Portico has no report on batch {batchId} of device {deviceId}. Check both; reports are kept for 90 days, and host-managed batches have none.");
        var transactions = new List<SettlementTransaction>();
        var transactionTotal = 0m;
        // A batch may have tens of thousands of transactions, so its detail is read row by row and never held as a document.
        await ReadRowsAsync(
            "ReportBatchDetail",
            row =>
            {
                var transaction = SettlementMapping.Transaction(row);
                transactionTotal += transaction.Amount;
                if (includeTransactions)
                    transactions.Add(transaction);
            },
            cancellationToken,
            ("BatchId", batchId),
            ("DeviceId", deviceId));
        var batch = SettlementMapping.Batch(summary, batchId, deviceId, currency) with { TransactionTotal = transactionTotal, Transactions = transactions };
        if (batch.OpenedAt is not { } opened)
            return batch;
        var history = await ListBatchesAsync(opened - ReachForPreviousBatch, opened, deviceId, cancellationToken);
        return batch with
        {
            PreviousClosedAt = history.Where(other => other.BatchId != batchId && other.ClosedAt <= opened).Max(other => other.ClosedAt),
        };
    }

    /// <summary>One transaction (ReportTxnDetail).</summary>
    /// <param name="transactionId">Portico's id of the transaction.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Portico refused or failed; <see cref="FailureKind.Rejected"/> if there is no such transaction.</exception>
    public async Task<SettlementTransaction> GetTransactionAsync(string transactionId, CancellationToken cancellationToken)
    {
        var report = await AskAsync("ReportTxnDetail", cancellationToken, ("TxnId", transactionId))
            ?? throw new ActivityException(FailureKind.Rejected, $"Portico has no transaction {transactionId}. Check the number; reports are kept for 90 days.");
        return SettlementMapping.Transaction(report);
    }

    /// <summary>Asks for a report; null where it is empty.</summary>
    private async Task<XElement?> AskAsync(string service, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        using var request = Request(service, fields);
        var answer = await VendorCall.SendAsync(http, request, "Portico", changesSomething: false, time, cancellationToken);
        return Judge(answer, PorticoEnvelope.Parse(answer.Body), service);
    }

    /// <summary>Asks for a report and hands its rows on one by one as they come; none where it is empty.</summary>
    private async Task ReadRowsAsync(string service, Action<XElement> take, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        using var request = Request(service, fields);
        XElement? rest = null;
        var answer = await VendorStream.ReadAsync(
            http, request, "Portico", async (stream, token) => rest = await PorticoEnvelope.ReadRowsAsync(stream, take, token), time, cancellationToken);
        Judge(answer, rest ?? PorticoEnvelope.Parse(answer.Body), service);
    }

    private HttpRequestMessage Request(string service, (string Name, string? Value)[] fields)
    {
        var document = PorticoEnvelope.Request(identity, service, fields);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml"),
        };
        request.Headers.TryAddWithoutValidation("SOAPAction", "\"\"");
        return request;
    }

    /// <summary>The report in an answer; null where it is empty.</summary>
    private static XElement? Judge(VendorAnswer answer, XElement? root, string service)
    {
        var code = PorticoEnvelope.Text(PorticoEnvelope.Find(root, "PosResponse"), "GatewayRspCode");
        if (!int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var result))
            throw PorticoFailure.FromAnswer(answer, root, service);
        return result switch
        {
            0 => PorticoEnvelope.Find(PorticoEnvelope.Find(root, "Transaction"), service) ?? throw PorticoFailure.FromAnswer(answer, root, service),
            EmptyReport or NothingToSettle => null,
            _ => throw PorticoFailure.FromCode(result, PorticoEnvelope.Text(root, "GatewayRspMsg"), service),
        };
    }

    private static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
