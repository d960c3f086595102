using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Heartland.GpApi;

/// <summary>GP API, the unified REST gateway: access tokens, transactions and settlement deposits. Tokens end with the process, as they do by time.</summary>
internal sealed class GpSystem(SimulatorOptions options, TimeProvider time) : ISimulatedSystem
{
    private const string Version = "2021-03-22";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _tokens = [];
    private readonly SortedDictionary<string, JsonObject> _transactions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JsonObject> _deposits = new(StringComparer.Ordinal);
    private int _issued;

    public string Name => "gp";

    public void Add(GeneratedDay day)
    {
        lock (_gate)
        {
            foreach (var transaction in GpRows.Transactions(day))
                _transactions[transaction["id"]!.ToString()] = transaction;
            if (GpRows.Deposit(day) is { } deposit)
                _deposits[deposit["id"]!.ToString()] = deposit;
        }
    }

    public JsonObject? Transaction(string id)
    {
        lock (_gate) return _transactions.GetValueOrDefault(id);
    }

    public Call Read(HttpRequest request, string path, string body)
    {
        var segments = path.Trim('/').Split('/');
        var isOne = segments is ["transactions", _] or ["settlement", "deposits", _];
        var operation = $"{request.Method} {string.Join('/', isOne ? segments[..^1] : segments)}{(isOne ? "/{id}" : "")}";
        return new Call([new CallPart(operation, isOne ? segments[^1] : null)], faults => Execute(request, segments, body, faults));
    }

    public Answer Refuse(Fault fault, int status) => Answer.Json(status, status switch
    {
        429 => GpRefusal.Body("TOO_MANY_REQUESTS", "42900", "Too many requests"),
        502 => GpRefusal.Body("UNAUTHORIZED_DOWNSTREAM", "50002", "Unauthorized by a system downstream"),
        504 => GpRefusal.Body("TIMEOUT_DOWNSTREAM", "50008", "A system downstream did not answer"),
        _ => GpRefusal.Body("SYSTEM_ERROR_DOWNSTREAM", "50011", "A system downstream failed"),
    });

    private Answer Execute(HttpRequest request, string[] path, string body, FaultSet faults)
    {
        try
        {
            if (request.Headers["X-GP-Version"] != Version)
                throw GpRefusal.Missing("X-GP-Version");
            lock (_gate)
            {
                if (request.Method == "POST" && path is ["accesstoken"])
                    return Answer.Json(200, Issue(body, faults.Has(FaultKind.AuthenticationFailure)));
                if (faults.Has(FaultKind.InvalidSession))
                    _tokens.Clear();
                var token = request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";
                if (!_tokens.TryGetValue(token, out var expires) || expires <= time.GetUtcNow())
                    throw GpRefusal.NotAuthenticated();
                if (request.Method != "GET")
                    throw GpRefusal.Invalid("Not offered by the simulator");
                return Answer.Json(200, path switch
                {
                    ["transactions"] => GpPage.Of(request.Query, "transactions", _transactions.Values),
                    ["transactions", var id] => One(_transactions, id, "Transaction"),
                    ["settlement", "deposits"] => GpPage.Of(request.Query, "deposits", _deposits.Values),
                    ["settlement", "deposits", var id] => One(_deposits, id, "Deposit"),
                    _ => throw GpRefusal.NotFound(string.Join('/', path)),
                });
            }
        }
        catch (GpRefusal refusal)
        {
            return refusal.ToAnswer();
        }
    }

    private JsonObject Issue(string body, bool refuse)
    {
        var asked = Parse(body);
        var nonce = asked["nonce"]?.ToString() ?? throw GpRefusal.Missing("nonce");
        if (asked["grant_type"]?.ToString() != "client_credentials")
            throw GpRefusal.Invalid("grant_type value is invalid");
        var expected = Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(nonce + options.GpAppKey)));
        if (refuse || asked["app_id"]?.ToString() != options.GpAppId || asked["secret"]?.ToString() != expected)
            throw new GpRefusal(403, "ACTION_NOT_AUTHORIZED", "40004", "App credentials not recognized");
        var token = string.Create(CultureInfo.InvariantCulture, $"sandbox-token-{++_issued}");
        _tokens[token] = time.GetUtcNow() + options.GpTokenLifetime;
        return new JsonObject
        {
            ["token"] = token,
            ["type"] = "Bearer",
            ["app_id"] = options.GpAppId,
            ["app_name"] = "Sandbox",
            ["time_created"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["seconds_to_expire"] = (long)options.GpTokenLifetime.TotalSeconds,
            ["scope"] = new JsonObject
            {
                ["merchant_id"] = "MER_sandbox",
                ["merchant_name"] = "XYZ LTD.",
                ["accounts"] = new JsonArray(
                    new JsonObject { ["id"] = "TRA_sandbox", ["name"] = "transaction_processing", ["permissions"] = new JsonArray("TRN_GET_List", "TRN_GET_Single") },
                    new JsonObject { ["id"] = "SET_sandbox", ["name"] = "settlement_reporting", ["permissions"] = new JsonArray("STD_GET_List", "STD_GET_Single") }),
            },
        };
    }

    private static JsonObject One(SortedDictionary<string, JsonObject> rows, string id, string what) =>
        rows.TryGetValue(id, out var row) ? row.DeepClone().AsObject() : throw GpRefusal.NotFound($"{what} {id}");

    private static JsonObject Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject ?? throw GpRefusal.Invalid("The body is no object");
        }
        catch (JsonException)
        {
            throw GpRefusal.Invalid("The body is not JSON");
        }
    }
}
