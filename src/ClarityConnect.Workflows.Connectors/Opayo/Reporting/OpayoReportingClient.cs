using System.Globalization;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Connectors.Opayo.Settlements;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Reads transactions and settlement batches through Opayo's Reporting and Admin API. Nothing here moves money.</summary>
public sealed class OpayoReportingClient
{
    private const string NotFound = "0043";
    private const int PageSize = 50;

    // 50,000 rows are the most that a command answers.
    private const int MostPages = 1000;

    // A month is the most that a command takes, and February is the shortest.
    private static readonly TimeSpan LongestSpan = TimeSpan.FromDays(28);

    private readonly HttpClient http;
    private readonly Uri endpoint;
    private readonly string vendor;
    private readonly string user;
    private readonly Secret password;
    private readonly TimeProvider time;
    private readonly CallLimits limits;

    internal OpayoReportingClient(HttpClient http, Uri endpoint, string vendor, string user, Secret password, CallLimits limits, TimeProvider time)
    {
        (this.http, this.endpoint, this.vendor, this.user, this.password, this.limits, this.time) = (http, endpoint, vendor, user, password, limits, time);
    }

    /// <summary>A transaction by our reference; null where Opayo has none.</summary>
    /// <param name="vendorTxCode">Our reference.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Opayo refused or failed.</exception>
    internal async Task<OpayoTransaction?> FindByVendorTxCodeAsync(string vendorTxCode, CancellationToken cancellationToken) =>
        await AskAsync("getTransactionDetail", cancellationToken, ("vendortxcode", vendorTxCode)) is { } report ? ReportMapping.Transaction(report) : null;

    /// <summary>A transaction by Opayo's id; null where there is none.</summary>
    internal async Task<OpayoTransaction?> FindByTransactionIdAsync(string transactionId, CancellationToken cancellationToken) =>
        await AskAsync("getTransactionDetail", cancellationToken, ("vpstxid", transactionId)) is { } report ? ReportMapping.Transaction(report) : null;

    /// <summary>The key that a transaction's notification is signed with, and the transaction; null where there is none.</summary>
    internal async Task<(string SecurityKey, OpayoTransaction Transaction)?> FindSecurityKeyAsync(string transactionId, CancellationToken cancellationToken) =>
        await AskAsync("getTransactionDetail", cancellationToken, ("vpstxid", transactionId)) is { } report
            ? (ReportXml.Text(report, "securitykey") ?? "", ReportMapping.Transaction(report))
            : null;

    /// <summary>The transactions that were started in a stretch of time, oldest first.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    internal async Task<IReadOnlyList<OpayoTransaction>> ListTransactionsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, OpayoTransaction>(StringComparer.Ordinal);
        foreach (var (begin, end) in Spans(from, to))
        {
            var rows = await RowsAsync("getTransactionList", [("startdate", UkTime.Write(begin)), ("enddate", UkTime.Write(end))], cancellationToken);
            foreach (var transaction in rows.Select(ReportMapping.Transaction))
                found[transaction.TransactionId] = transaction;
        }

        return [.. found.Values.OrderBy(transaction => transaction.At).ThenBy(transaction => transaction.TransactionId, StringComparer.Ordinal)];
    }

    /// <summary>The settlement batches that were sent to acquirers in a stretch of time, oldest first; one for each currency.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The last moment.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Opayo refused or failed.</exception>
    public async Task<IReadOnlyList<OpayoBatch>> ListBatchesAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var batches = new List<OpayoBatch>();
        foreach (var (begin, end) in Spans(from, to))
        {
            var report = await AskAsync("getBatchList", cancellationToken, ("startdate", UkTime.Write(begin)), ("enddate", UkTime.Write(end)));
            if (report is not null)
                batches.AddRange(ReportMapping.Batches(report));
        }

        return [.. batches.DistinctBy(batch => (batch.BatchId, batch.Acquirer, batch.Currency))
            .OrderBy(batch => batch.CompletedAt ?? DateTimeOffset.MaxValue).ThenBy(batch => batch.BatchId, StringComparer.Ordinal).ThenBy(batch => batch.Currency, StringComparer.Ordinal)];
    }

    /// <summary>The settlement batches of the time up to now.</summary>
    /// <param name="span">How far back.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Opayo refused or failed.</exception>
    public Task<IReadOnlyList<OpayoBatch>> ListRecentBatchesAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return ListBatchesAsync(now - span, now, cancellationToken);
    }

    /// <summary>A settlement batch with its transactions, all of one currency.</summary>
    /// <param name="batchId">The batch.</param>
    /// <param name="acquirer">The acquirer that it went to, such as "Elavon".</param>
    /// <param name="currency">The currency; null where the batch has only one.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Opayo refused or failed; <see cref="FailureKind.Rejected"/> if there is no such batch.</exception>
    public async Task<SettlementBatch> GetBatchAsync(string batchId, string acquirer, string? currency, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync("getBatchDetail", [("batchid", batchId), ("authprocessor", acquirer)], cancellationToken);
        if (rows.Count == 0)
            throw new ActivityException(FailureKind.Rejected, $"Opayo has no settlement batch {batchId} of {acquirer}. Check both; the number alone does not name a batch.");
        var byCurrency = rows.ToLookup(row => ReportXml.Text(row, "currency")?.ToUpperInvariant() ?? "");
        if (currency is null && byCurrency.Count > 1)
            throw new ActivityException(FailureKind.InvalidData, $"Settlement batch {batchId} has {string.Join(" and ", byCurrency.Select(group => group.Key).Order(StringComparer.Ordinal))}. Say which currency.");
        currency ??= byCurrency.First().Key;
        var transactions = byCurrency[currency].Select(row => ReportMapping.Settled(row, acquirer)).ToList();
        if (transactions.Count == 0)
            throw new ActivityException(FailureKind.Rejected, $"Settlement batch {batchId} of {acquirer} has nothing in {currency}.");
        var last = transactions.Max(transaction => transaction.At);
        var header = last is null
            ? null
            : (await ListBatchesAsync(last.Value, Earlier(last.Value.AddDays(14), time.GetUtcNow()), cancellationToken))
                .FirstOrDefault(batch => batch.BatchId == batchId && batch.Acquirer == acquirer && batch.Currency == currency);
        return BatchMapping.ToSettlement(batchId, acquirer, vendor, currency, header?.CompletedAt, transactions);
    }

    /// <summary>Asks for the API's version, which every user may do.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The version.</returns>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken) =>
        ReportXml.Text(await AskAsync("version", cancellationToken), "version") ?? "unknown";

    /// <summary>Reads rows page by page until a page that is short or brings nothing new; totals in the answer are not relied on.</summary>
    private async Task<IReadOnlyList<XElement>> RowsAsync(string command, (string Name, string? Value)[] fields, CancellationToken cancellationToken)
    {
        var rows = new List<XElement>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 0; page < MostPages; page++)
        {
            var first = (page * PageSize) + 1;
            var report = await AskAsync(
                command,
                cancellationToken,
                [.. fields, ("startrow", first.ToString(CultureInfo.InvariantCulture)), ("endrow", (first + PageSize - 1).ToString(CultureInfo.InvariantCulture))]);
            var found = ReportXml.All(report, "transaction").ToList();
            var news = found.Where(row => ReportXml.Text(row, "vpstxid") is not { } id || seen.Add(id)).ToList();
            rows.AddRange(news);
            if (found.Count < PageSize || news.Count == 0)
                return rows;
        }

        throw new ActivityException(FailureKind.InvalidData, $"Opayo's {command} has more than {MostPages * PageSize} rows. Ask for a shorter time.");
    }

    /// <summary>Asks for a report; null where what it is about does not exist.</summary>
    private async Task<XElement?> AskAsync(string command, CancellationToken cancellationToken, params (string Name, string? Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new FormUrlEncodedContent([new KeyValuePair<string, string>("XML", ReportXml.Request(command, vendor, user, password, fields))]),
        };
        var answer = await limits.RunAsync(
            () => VendorCall.SendAsync(http, request, "Opayo's reporting", changesSomething: false, time, cancellationToken), cancellationToken);
        var root = answer.IsSuccess ? ReportXml.Parse(answer.Body) : null;
        return ReportXml.Text(root, "errorcode") switch
        {
            "0000" or "0" => root,
            NotFound => null,
            _ => throw ReportFailure.From(answer, root, command),
        };
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(DateTimeOffset from, DateTimeOffset to)
    {
        while (to - from > LongestSpan)
        {
            yield return (from, from + LongestSpan);
            from += LongestSpan;
        }

        yield return (from, to);
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
