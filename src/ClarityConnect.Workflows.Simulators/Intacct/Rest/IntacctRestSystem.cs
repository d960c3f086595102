using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Ledger;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Intacct.Rest;

/// <summary>Intacct's REST API over the same books as the XML gateway. Answers to an idempotency key are kept in memory and replayed, failures too.</summary>
internal sealed class IntacctRestSystem(SimulatorOptions options, IntacctSystem company, TimeProvider time) : ISimulatedSystem
{
    private const int MostItems = 500;

    private static readonly string[] BusinessKeys = ["invoiceNumber", "adjustmentNumber", "referenceNumber", "documentNumber", "id"];

    private readonly Lock _gate = new();
    private readonly RestTokens _tokens = new(options, time);
    private readonly Dictionary<string, (string Body, Answer Answer, DateTimeOffset At)> _answered = [];

    public string Name => "intacct-rest";

    public Call Read(HttpRequest request, string path, string body)
    {
        if (path == "oauth2/token")
        {
            var isJson = request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
            return new Call([new CallPart("token", null)], faults =>
            {
                lock (_gate) return _tokens.Give(body, isJson, faults);
            });
        }

        var method = request.Method;
        var authorization = request.Headers.Authorization.FirstOrDefault();
        var entity = request.Headers["X-IA-API-Param-Entity"].FirstOrDefault();
        var key = request.Headers["Idempotency-Key"].FirstOrDefault();
        var atomic = request.Headers["X-IA-API-Param-Transaction"].FirstOrDefault() == "true";
        JsonNode? json;
        try
        {
            json = body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return new Call([new CallPart("unreadable", null)], _ => Failed(400, "invalidRequest", "REST-1000", "The body is not JSON."));
        }

        if (path == "services/core/query" && json is JsonObject query)
            return new Call([new CallPart($"query {RestFunctions.Text(query, "object")}", Asked(query))], faults => Guarded(authorization, entity, faults, _ => Answer.Json(200, RestQueries.Run(query, company.Books, faults.MissingAccounts))));
        if (!path.StartsWith("objects/", StringComparison.Ordinal) || method is not ("POST" or "PATCH") || json is null)
            return new Call([new CallPart($"{method} {path}", null)], faults => Guarded(authorization, entity, faults, _ => Failed(404, "notFound", "GW-0031", $"There is no {method} {path}.")));

        var parts = path["objects/".Length..].Split('/');
        var (objectPath, record) = (string.Join('/', parts.Take(2)), parts.Length > 2 ? parts[2] : null);
        var items = json is JsonArray many ? [.. many.OfType<JsonObject>()] : new List<JsonObject> { (JsonObject)json };
        return new Call(
            [.. items.Select(item => new CallPart($"{method} {objectPath}", Key(item) ?? record, key))],
            faults => Guarded(authorization, entity, faults, location => Once(key, body, () => Write(method, objectPath, record, items, isArray: json is JsonArray, atomic, location, key ?? "", faults))));
    }

    public Answer Refuse(Fault fault, int status) => status == 429
        ? Failed(status, "tooManyRequests", "GW-0010", "Rate limit exceeded.")
        : Failed(status, "internalError", "GW-0001", "The gateway cannot process the request.");

    private Answer Guarded(string? authorization, string? entity, FaultSet faults, Func<string, Answer> run)
    {
        lock (_gate)
        {
            var location = faults.Has(FaultKind.AuthenticationFailure) || faults.Has(FaultKind.InvalidSession) ? null : _tokens.Entity(authorization);
            if (location is null)
                return Failed(401, "unauthorized", "GW-0012", "The token is not valid.");
            try
            {
                return run(string.IsNullOrEmpty(entity) ? location : entity);
            }
            catch (IntacctRefusal refusal)
            {
                return Answer.Json(refusal.Errors[0].Number == "PL04000005" ? 403 : 422, new JsonObject { ["ia::result"] = Error(refusal, "The request was unsuccessful"), ["ia::meta"] = Meta(1, 1) });
            }
        }
    }

    /// <summary>The same key with the same body gets the same answer again; with another body it is a conflict.</summary>
    private Answer Once(string? key, string body, Func<Answer> run)
    {
        if (key is null)
            return run();
        if (_answered.TryGetValue(key, out var before))
        {
            return before.Body != body
                ? Failed(409, "idempotencyConflict", "GW-0042", "The idempotency key was used with another body.")
                : before.Answer with
                {
                    Headers = new Dictionary<string, string> { ["x-ia-idempotency-cached-date"] = before.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) },
                    Outcomes = [.. before.Answer.Outcomes.Select(_ => "replayed")],
                };
        }
        var answer = run();
        _answered[key] = (body, answer, time.GetUtcNow());
        return answer;
    }

    private Answer Write(string method, string path, string? record, List<JsonObject> items, bool isArray, bool atomic, string location, string key, FaultSet faults)
    {
        if (items.Count is 0 or > MostItems)
            return Failed(400, "invalidRequest", "REST-1001", $"A batch has 1 to {MostItems} items.");
        var results = company.WriteAll([.. items.Select(item => RestFunctions.Read(path, record, item))], atomic, location, key, faults);
        var words = $"{method} request on objects/{path} object was unsuccessful";
        var failures = results.Count(r => r.Key is null);
        var outcomes = results.Select(r => r.Key is not null ? ReceivedRequest.Success : r.Refusal is null ? "rolled back" : $"failure {r.Refusal.Errors[0].Number}").ToList();
        if (!isArray)
        {
            return results[0].Refusal is { } refusal
                ? Answer.Json(422, new JsonObject { ["ia::result"] = Error(refusal, words), ["ia::meta"] = Meta(1, 1) }) with { Outcomes = outcomes }
                : Answer.Json(method == "POST" ? 201 : 200, new JsonObject { ["ia::result"] = Made(path, results[0].Key!), ["ia::meta"] = Meta(1, 0) }) with { Outcomes = outcomes };
        }
        var list = new JsonArray([.. results.Select(r =>
        {
            var one = r.Key is not null ? Made(path, r.Key) : Error(r.Refusal ?? new IntacctRefusal("REST-7002", "The item was rolled back, because another item of the batch failed."), words);
            one["ia::status"] = r.Key is not null ? 201 : 422;
            return (JsonNode)one;
        })]);
        return Answer.Json(failures == 0 ? 201 : 207, new JsonObject { ["ia::result"] = list, ["ia::meta"] = Meta(results.Count, failures) }) with { Outcomes = outcomes };
    }

    private static JsonObject Made(string path, string key) => new() { ["key"] = key, ["id"] = key, ["href"] = $"/objects/{path}/{key}" };

    private static JsonObject Meta(int count, int failures) => new() { ["totalCount"] = count, ["totalSuccess"] = count - failures, ["totalError"] = failures };

    // The record that was not made comes first, then why.
    private static JsonObject Error(IntacctRefusal refusal, string words) => new()
    {
        ["ia::error"] = new JsonObject
        {
            ["code"] = "operationFailed", ["errorId"] = "REST-7001", ["supportId"] = "SIM%7E1", ["message"] = words,
            ["details"] = new JsonArray([.. refusal.Errors.Skip(1).Concat(refusal.Errors.Take(1)).Select((e, i) =>
            {
                var detail = new JsonObject
                {
                    ["errorId"] = e.StableId ?? e.Number, ["code"] = i < refusal.Errors.Count - 1 ? "unableToCreateRecordError" : "invalidConfiguration", ["message"] = e.Text.Split(" [Support ID")[0],
                };
                if (e.Correction.Length > 0)
                    detail["correction"] = e.Correction;
                return (JsonNode)detail;
            })]),
        },
    };

    private static Answer Failed(int status, string code, string id, string words) => Answer.Json(status, new JsonObject
    {
        ["ia::result"] = new JsonObject { ["ia::error"] = new JsonObject { ["code"] = code, ["errorId"] = id, ["message"] = words, ["details"] = new JsonObject { ["requestId"] = "sim-gateway" } } },
        ["ia::meta"] = Meta(1, 1),
    });

    private static string? Key(JsonObject item) => BusinessKeys
        .Select(name => RestFunctions.Text(item, name)).FirstOrDefault(text => text is not null);

    private static string? Asked(JsonObject query) => (query["filters"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(f => f["$eq"] as JsonObject).Where(f => f is not null && BusinessKeys.Contains(f.First().Key))
        .Select(f => f!.First().Value?.ToString()).FirstOrDefault();
}
