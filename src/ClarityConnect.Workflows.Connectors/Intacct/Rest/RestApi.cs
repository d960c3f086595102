using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>Calls the REST API: one access token for all calls, renewed when it is about to end or is not taken any longer.</summary>
internal sealed class RestApi(HttpClient http, Uri address, RestTokens tokens, IntacctIdentity identity, CallLimits limits, TimeProvider time) : IIntacctApi
{
    // Failures are replayed for 48 hours under the same key, and every try behind one that was cached makes one more key.
    private const int MostKeys = 50;

    public async Task<IntacctIdentity> SignInAsync(CancellationToken cancellationToken)
    {
        await tokens.RenewAsync(cancellationToken);
        // A token alone says nothing about the company: the smallest read shows that it is taken.
        await SendAsync(HttpMethod.Post, "services/core/query", new JsonObject
        {
            ["object"] = "company-config/location", ["fields"] = new JsonArray("id"), ["start"] = 1, ["size"] = 1,
        }, key: null, atomic: false, changesSomething: false, cancellationToken);
        return identity;
    }

    public async Task<IReadOnlyList<IntacctOutcome>> WriteAsync(IReadOnlyList<IntacctWrite> writes, bool allOrNothing, CancellationToken cancellationToken)
    {
        var requests = writes.Select(write => write.Rest ?? throw new ActivityException(
            FailureKind.Misconfigured,
            $"The {write.What} cannot be sent: this connection uses Intacct's REST API, for which the vendor documents no such request. Use a connection with the XML gateway for this step.")).ToList();
        var isOne = writes.Count == 1;
        JsonNode body = isOne ? requests[0].Body : new JsonArray([.. requests.Select(request => (JsonNode)request.Body.DeepClone())]);
        var text = body.ToJsonString();
        var changesSomething = !writes[0].IsRepeatable;
        var key = changesSomething ? WriteKey.Of(isOne ? writes[0].Key : $"batch of {writes.Count}", WriteKey.Hash(text)) : null;
        for (var attempt = 1; ; attempt++)
        {
            var (answer, json) = await SendAsync(requests[0].Method, requests[0].Path, body, key, atomic: allOrNothing && !isOne, changesSomething, cancellationToken);
            var outcomes = isOne ? [Outcome(answer, json, changesSomething)] : Outcomes(answer, json, writes.Count, changesSomething);
            // A refusal that is only replayed may have been put right meanwhile inside Intacct: the next key asks anew, the same for everybody.
            if (key is not null && attempt < MostKeys && outcomes.All(outcome => outcome.Failure is not null)
                && answer.Headers.TryGetValue("x-ia-idempotency-cached-date", out var cached))
            {
                key = WriteKey.Of(key, cached);
                continue;
            }

            return outcomes;
        }
    }

    public async IAsyncEnumerable<IntacctRow> RowsAsync(IntacctQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (query.DocumentType is not null)
            throw new ActivityException(FailureKind.Misconfigured, $"{query.Object} cannot be read by the kind of document through Intacct's REST API as documented. Use a connection with the XML gateway for this step.");
        var target = RestVocabulary.Object(query.Object);
        var fields = query.Fields.Select(name => (Name: name, Field: target.Field(name))).ToList();
        for (var start = 1; ;)
        {
            var (answer, json) = await SendAsync(
                HttpMethod.Post, "services/core/query", RestQuery.Write(query, target, start), key: null, atomic: false, changesSomething: false, cancellationToken);
            if (RestJson.Member(json, "ia::result") is not { ValueKind: JsonValueKind.Array } rows)
                throw RestFailure.Unreadable(answer, "it has no rows", changesSomething: false);
            foreach (var row in rows.EnumerateArray())
            {
                var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (var (name, field) in fields)
                    texts[name] = RestJson.Field(row, field.Rest) is { } value ? field.ToGateway(value) : "";
                yield return new IntacctRow(texts);
            }

            if (RestJson.Number(RestJson.Member(json, "ia::meta"), "next") is not { } next || next <= start || rows.GetArrayLength() == 0)
                yield break;
            start = (int)next;
        }
    }

    private static IntacctOutcome Outcome(VendorAnswer answer, JsonElement? json, bool changesSomething)
    {
        var key = RestJson.Text(RestJson.Member(json, "ia::result"), "key") ?? RestJson.Text(RestJson.Member(json, "ia::result"), "id");
        if (IsRefused(answer, json))
        {
            var failure = RestFailure.From(answer, json, changesSomething);
            // What is no refusal of this record (a lost answer, a limit) is the request's own failure.
            return failure.Kind is FailureKind.Rejected or FailureKind.InvalidData ? new IntacctOutcome(null, failure) : throw failure;
        }

        return json is null ? throw RestFailure.Unreadable(answer, "it is no JSON", changesSomething) : new IntacctOutcome(key, null);
    }

    private static List<IntacctOutcome> Outcomes(VendorAnswer answer, JsonElement? json, int count, bool changesSomething)
    {
        if (RestJson.Member(json, "ia::result") is not { ValueKind: JsonValueKind.Array } items || items.GetArrayLength() != count)
        {
            if (!IsRefused(answer, json))
                throw RestFailure.Unreadable(answer, $"it does not say what became of {count} objects", changesSomething);
            var failure = RestFailure.From(answer, json, changesSomething);
            throw failure;
        }

        var outcomes = items.EnumerateArray()
            .Select(item => RestJson.Find(item) is { } error ? new IntacctOutcome(null, RestFailure.OfItem(answer, error)) { IsRolledBack = IsRollback(error) } : new IntacctOutcome(RestJson.Text(item, "key"), null))
            .ToList();
        return outcomes;
    }

    private static bool IsRollback(RestError error) =>
        error.Text.Contains("rolled back", StringComparison.OrdinalIgnoreCase) || error.Text.Contains("aborted", StringComparison.OrdinalIgnoreCase);

    private static bool IsRefused(VendorAnswer answer, JsonElement? json) =>
        !answer.IsSuccess || RestJson.Find(json) is not null || RestJson.Number(RestJson.Member(json, "ia::meta"), "totalError") > 0;

    private async Task<(VendorAnswer Answer, JsonElement? Json)> SendAsync(
        HttpMethod method, string path, JsonNode body, string? key, bool atomic, bool changesSomething, CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(stale: null, cancellationToken);
        var (answer, json) = await SendOnceAsync(token);
        if (IsRefused(answer, json) && RestFailure.IsStaleToken(RestFailure.From(answer, json, changesSomething)))
        {
            // Nothing was executed: ask for a new token and send it once more.
            token = await tokens.GetAsync(stale: token, cancellationToken);
            (answer, json) = await SendOnceAsync(token);
        }

        // Reads have no outcome to look at; writes are judged by their caller, item by item.
        if (!changesSomething && key is null && method == HttpMethod.Post && IsRefused(answer, json))
            throw RestFailure.From(answer, json, changesSomething: false);
        return json is null && answer.IsSuccess ? throw RestFailure.Unreadable(answer, "it is no JSON", changesSomething) : (answer, json);

        Task<(VendorAnswer, JsonElement?)> SendOnceAsync(AccessToken with) => limits.RunAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(method, new Uri(address, path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", with.Value.Reveal());
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
                if (identity.Entity is not null)
                    request.Headers.TryAddWithoutValidation("X-IA-API-Param-Entity", identity.Entity);
                if (key is not null)
                    request.Headers.TryAddWithoutValidation("Idempotency-Key", HeaderText(key));
                if (atomic)
                    request.Headers.TryAddWithoutValidation("X-IA-API-Param-Transaction", "true");
                var answer = await VendorCall.SendAsync(http, request, "Intacct", changesSomething, time, cancellationToken);
                return (answer, RestJson.Parse(answer.Body));
            },
            cancellationToken);
    }

    // Headers take plain ASCII; the hash at the end of a key keeps it unique whatever is replaced.
    private static string HeaderText(string key) =>
        string.Concat(key.Select(letter => letter is >= ' ' and <= '~' ? letter.ToString(CultureInfo.InvariantCulture) : "_"));
}
