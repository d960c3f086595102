using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Opayo.Payments;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>
/// Calls Opayo's Pi. It has no idempotency key: a reference is taken once, and what became of a lost answer is looked up with the reporting client.
/// </summary>
public sealed class OpayoPiClient
{
    // A transaction may not be found for a moment just after a 3-D Secure step.
    private const int MostReads = 5;
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(400);

    private readonly HttpClient http;
    private readonly Uri baseAddress;
    private readonly string integrationKey;
    private readonly Secret integrationPassword;
    private readonly TimeProvider time;
    private readonly CallLimits limits;

    internal OpayoPiClient(HttpClient http, Uri baseAddress, string vendorName, string integrationKey, Secret integrationPassword, CallLimits limits, TimeProvider time)
    {
        (this.http, this.baseAddress, VendorName, this.integrationKey, this.integrationPassword, this.limits, this.time) =
            (http, baseAddress, vendorName, integrationKey, integrationPassword, limits, time);
    }

    /// <summary>The merchant's name at Opayo.</summary>
    public string VendorName { get; }

    /// <summary>Makes a key with which a browser may register a card.</summary>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">Opayo refused or failed.</exception>
    public async Task<MerchantSession> CreateMerchantSessionAsync(CancellationToken cancellationToken)
    {
        const string what = "make a merchant session key";
        // A key too many expires by itself, so that the call may be repeated.
        var answer = await SendAsync(HttpMethod.Post, "merchant-session-keys", new JsonObject { ["vendorName"] = VendorName }, changesSomething: false, cancellationToken);
        var body = Read(answer, what, changesSomething: false);
        return new MerchantSession
        {
            MerchantSessionKey = PiJson.Text(body, "merchantSessionKey") ?? throw PiFailure.Unreadable(answer, what, "it has no key", changesSomething: false),
            ExpiresAt = Moment(PiJson.Text(body, "expiry")),
        };
    }

    /// <summary>Creates a transaction and judges the answer.</summary>
    /// <exception cref="ActivityException">Refused, invalid, or <see cref="FailureKind.OutcomeUnknown"/>: it was sent and what became of it is not known.</exception>
    internal async Task<OpayoTransaction> CreateAsync(TransactionRequest request, CancellationToken cancellationToken)
    {
        var what = $"create the {request.TransactionType.ToLowerInvariant()} '{request.VendorTxCode}'";
        var answer = await SendAsync(HttpMethod.Post, "transactions", request.ToJson(), changesSomething: true, cancellationToken);
        return ReadTransaction(answer, what, changesSomething: true, request.TransactionType)?.Completed(request)
            ?? throw PiFailure.Unreadable(answer, what, "it is no transaction", changesSomething: true);
    }

    /// <summary>Reads a transaction; null where Opayo knows none, after asking a few times.</summary>
    /// <param name="transactionId">Opayo's id.</param>
    /// <param name="patient">Whether it may be asked again where it is not found, as just after a 3-D Secure step.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    internal async Task<OpayoTransaction?> FindAsync(string transactionId, bool patient, CancellationToken cancellationToken)
    {
        var what = $"read transaction {transactionId}";
        for (var read = 1; ; read++)
        {
            var answer = await SendAsync(HttpMethod.Get, $"transactions/{Uri.EscapeDataString(transactionId)}", null, changesSomething: false, cancellationToken);
            if (answer.Status != HttpStatusCode.NotFound)
            {
                return ReadTransaction(answer, what, changesSomething: false, null)
                    ?? throw PiFailure.Unreadable(answer, what, "it is no transaction", changesSomething: false);
            }

            if (!patient || read == MostReads)
                return null;
            await Task.Delay(BetweenReads * read, time, cancellationToken);
        }
    }

    /// <summary>Hands in the response to a 3-D Secure challenge.</summary>
    /// <returns>The transaction; null where the answer says nothing of the payment, so that it has to be read.</returns>
    internal async Task<OpayoTransaction?> AnswerChallengeAsync(string transactionId, string challengeResponse, CancellationToken cancellationToken)
    {
        var what = $"complete 3-D Secure of transaction {transactionId}";
        var body = new JsonObject { ["cRes"] = challengeResponse };
        var answer = await SendAsync(HttpMethod.Post, $"transactions/{Uri.EscapeDataString(transactionId)}/3d-secure-challenge", body, changesSomething: true, cancellationToken);
        return ReadTransaction(answer, what, changesSomething: true, null);
    }

    /// <summary>Gives a transaction an instruction.</summary>
    /// <param name="transactionId">Opayo's id.</param>
    /// <param name="type">"release", "abort", "void" or "cancel".</param>
    /// <param name="amount">The amount to release, in minor units; null for the others.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    internal async Task<PiInstruction> InstructAsync(string transactionId, string type, long? amount, CancellationToken cancellationToken)
    {
        var what = $"{type} transaction {transactionId}";
        var body = new JsonObject { ["instructionType"] = type };
        if (amount is { } minor)
            body["amount"] = minor;
        var answer = await SendAsync(HttpMethod.Post, $"transactions/{Uri.EscapeDataString(transactionId)}/instructions", body, changesSomething: true, cancellationToken);
        var read = Read(answer, what, changesSomething: true);
        return string.Equals(PiJson.Text(read, "instructionType"), type, StringComparison.OrdinalIgnoreCase)
            ? new PiInstruction(type, Moment(PiJson.Text(read, "date")))
            : throw PiFailure.Unreadable(answer, what, "it does not name the instruction", changesSomething: true);
    }

    /// <summary>The instructions that a transaction was given; empty for none.</summary>
    internal async Task<IReadOnlyList<PiInstruction>> ListInstructionsAsync(string transactionId, CancellationToken cancellationToken)
    {
        var what = $"list the instructions of transaction {transactionId}";
        var answer = await SendAsync(HttpMethod.Get, $"transactions/{Uri.EscapeDataString(transactionId)}/instructions", null, changesSomething: false, cancellationToken);
        if (answer.Status == HttpStatusCode.NotFound && PiJson.Text(PiJson.Parse(answer.Body), "code") == "1019")
            return [];
        var body = Read(answer, what, changesSomething: false);
        var list = PiJson.Find(body, "instructions") ?? body;
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(one => new PiInstruction((PiJson.Text(one, "instructionType") ?? "").ToLowerInvariant(), Moment(PiJson.Text(one, "date"))))]
            : throw PiFailure.Unreadable(answer, what, "it has no list", changesSomething: false);
    }

    /// <summary>A transaction of any HTTP status that looks like one; null for an empty object, a failure for everything else.</summary>
    private OpayoTransaction? ReadTransaction(VendorAnswer answer, string what, bool changesSomething, string? transactionType)
    {
        var body = PiJson.Parse(answer.Body);
        if (body is not null && (int)answer.Status < 500 && answer.Status != HttpStatusCode.RequestTimeout
            && OpayoTransaction.FromPi(body.Value, transactionType, time.GetUtcNow()) is { } transaction)
        {
            return transaction.IsRefusal ? throw PiFailure.FromTransaction(transaction.Word ?? "", transaction.Code, transaction.Detail, what) : transaction;
        }

        Read(answer, what, changesSomething);
        return null;
    }

    private static JsonElement Read(VendorAnswer answer, string what, bool changesSomething)
    {
        if (!answer.IsSuccess)
            throw PiFailure.From(answer, what, changesSomething);
        return PiJson.Parse(answer.Body) ?? throw PiFailure.Unreadable(answer, what, "it is not JSON", changesSomething);
    }

    private async Task<VendorAnswer> SendAsync(HttpMethod method, string path, JsonObject? body, bool changesSomething, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(baseAddress, path));
        var identity = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{integrationKey}:{integrationPassword.Reveal()}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", identity);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await limits.RunAsync(() => VendorCall.SendAsync(http, request, "Opayo", changesSomething, time, cancellationToken), cancellationToken);
    }

    private static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var value) ? value : null;
}
