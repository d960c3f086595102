using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;
using ClarityConnect.Workflows.Connectors.Heartland.GpApi.Transactions;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>Reads transactions and deposits from GP API. Nothing here moves money.</summary>
public sealed class HeartlandGpClient
{
    private const int PageSize = 100;
    private const int MostPages = 1000;

    private readonly HttpClient http;
    private readonly Uri baseAddress;
    private readonly string appId;
    private readonly Secret appKey;
    private readonly string version;
    private readonly CallLimits limits;
    private readonly TimeProvider time;
    private readonly SharedSignIn<GpSession> session;

    internal HeartlandGpClient(HttpClient http, Uri baseAddress, string appId, Secret appKey, string version, CallLimits limits, TimeProvider time)
    {
        (this.http, this.baseAddress, this.appId, this.appKey, this.version, this.limits, this.time) = (http, baseAddress, appId, appKey, version, limits, time);
        session = new(session => session.EndsAt > time.GetUtcNow());
    }

    /// <summary>Whether a call really comes from the gateway.</summary>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="signature">The header X-GP-Signature.</param>
    public bool Signed(ReadOnlySpan<byte> body, string? signature) => GpSignature.Fits(body, appKey.Reveal(), signature);

    /// <summary>Who the app is and what it may, from a new sign-in.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var signedIn = await SessionAsync(session.Current, cancellationToken);
        return $"GP API accepts the app for {signedIn.Merchant}; it may use {(signedIn.Accounts.Count == 0 ? "no account" : string.Join(", ", signedIn.Accounts))}.";
    }

    /// <summary>One transaction; null where there is none.</summary>
    /// <param name="transactionId">The transaction, such as "TRN_…".</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<Payment?> FindTransactionAsync(string transactionId, CancellationToken cancellationToken) =>
        await FindAsync($"transactions/{Uri.EscapeDataString(transactionId)}", cancellationToken) is { } row ? TransactionMapping.From(row) : null;

    /// <summary>The transactions of a stretch of time, oldest first.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The first moment that no longer counts.</param>
    /// <param name="status">GP API's word for a status; null for all.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<Payment>> ListTransactionsAsync(DateTimeOffset from, DateTimeOffset to, string? status, CancellationToken cancellationToken)
    {
        var rows = await ListAsync("transactions", "transactions", from, to, status, cancellationToken);
        return [.. rows.Select(TransactionMapping.From).Where(payment => payment.At >= from && payment.At < to)];
    }

    /// <summary>One deposit; null where there is none.</summary>
    /// <param name="depositId">The deposit, such as "DEP_…".</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<GpDeposit?> FindDepositAsync(string depositId, CancellationToken cancellationToken) =>
        await FindAsync($"settlement/deposits/{Uri.EscapeDataString(depositId)}", cancellationToken) is { } row ? DepositMapping.From(row) : null;

    /// <summary>The deposits of a stretch of days, oldest first.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last day.</param>
    /// <param name="status">GP API's word for a status; null for all.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<IReadOnlyList<GpDeposit>> ListDepositsAsync(DateOnly from, DateOnly to, string? status, CancellationToken cancellationToken)
    {
        var rows = await ListAsync("settlement/deposits", "deposits", Start(from), Start(to), status, cancellationToken);
        return [.. rows.Select(DepositMapping.From).Where(deposit => deposit.Date >= from && deposit.Date <= to)];
    }

    private static DateTimeOffset Start(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private async Task<IReadOnlyList<JsonElement>> ListAsync(string path, string name, DateTimeOffset from, DateTimeOffset to, string? status, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= MostPages; page++)
        {
            // Days, not moments: one spelling that every list takes.
            var query = string.Create(
                CultureInfo.InvariantCulture,
                $"{path}?page={page}&page_size={PageSize}&order_by=TIME_CREATED&order=ASC&from_time_created={from.UtcDateTime:yyyy-MM-dd}&to_time_created={to.UtcDateTime:yyyy-MM-dd}{(status is null ? "" : $"&status={Uri.EscapeDataString(status)}")}");
            var envelope = await FindAsync(query, cancellationToken) ?? default;
            var found = GpJson.Find(envelope, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
            var news = found.Where(row => seen.Add(GpJson.Text(row, "id") ?? row.GetRawText())).ToList();
            rows.AddRange(news);
            if (news.Count == 0 || rows.Count >= GpJson.Count(envelope, "total_record_count"))
                return rows;
        }

        throw new ActivityException(FailureKind.InvalidData, $"GP API's list '{path}' has more than {MostPages} pages. Ask for less at a time.");
    }

    private async Task<JsonElement?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var current = await SessionAsync(stale: null, cancellationToken);
        var answer = await SendAsync(path, current, cancellationToken);
        if (GpFailure.IsStaleToken(answer))
            answer = await SendAsync(path, await SessionAsync(stale: current, cancellationToken), cancellationToken);
        if (GpFailure.IsNotFound(answer))
            return null;
        return answer.IsSuccess ? Parse(answer, path) : throw GpFailure.From(answer, path.Split('?')[0]);
    }

    private Task<VendorAnswer> SendAsync(string path, GpSession current, CancellationToken cancellationToken) => limits.RunAsync(
        async () =>
        {
            using var request = Request(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", current.Token.Reveal());
            return await VendorCall.SendAsync(http, request, "GP API", changesSomething: false, time, cancellationToken);
        },
        cancellationToken);

    private Task<GpSession> SessionAsync(GpSession? stale, CancellationToken cancellationToken) => session.GetAsync(stale, SignInAsync, cancellationToken);

    private async Task<GpSession> SignInAsync(CancellationToken cancellationToken)
    {
        var answer = await limits.RunAsync(
            async () =>
            {
                var nonce = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                using var request = Request(HttpMethod.Post, "accesstoken");
                var body = new JsonObject
                {
                    ["app_id"] = appId, ["nonce"] = nonce, ["secret"] = GpSignature.OfSignIn(nonce, appKey.Reveal()), ["grant_type"] = "client_credentials",
                };
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
                return await VendorCall.SendAsync(http, request, "GP API", changesSomething: false, time, cancellationToken);
            },
            cancellationToken);
        if (!answer.IsSuccess)
            throw GpFailure.From(answer, "accesstoken");
        var root = Parse(answer, "accesstoken");
        var lifetime = TimeSpan.FromSeconds(Math.Max(120, GpJson.Count(root, "seconds_to_expire")));
        var scope = GpJson.Find(root, "scope");
        return new GpSession(
            new Secret(GpJson.Text(root, "token") ?? throw new ActivityException(FailureKind.Transient, "GP API signed in without giving a token. It is tried again.")),
            time.GetUtcNow() + lifetime - TimeSpan.FromMinutes(1),
            GpJson.Text(scope, "merchant_name") ?? GpJson.Text(scope, "merchant_id") ?? appId,
            GpJson.Find(scope, "accounts") is { ValueKind: JsonValueKind.Array } accounts ? [.. accounts.EnumerateArray().Select(account => GpJson.Text(account, "name")).OfType<string>()] : []);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(baseAddress, path));
        request.Headers.TryAddWithoutValidation("X-GP-Version", version);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }

    private static JsonElement Parse(VendorAnswer answer, string path)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(answer.Body);
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.Transient, $"The answer of GP API to '{path.Split('?')[0]}' is not JSON. It is tried again; if it stays so, check the connection's base address.", exception);
        }
    }
}
