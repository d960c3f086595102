using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>Pi, Opayo's REST API.</summary>
internal sealed class PiSystem : ISimulatedSystem
{
    private readonly SimulatorOptions _options;
    private readonly OpayoBooks _books;
    private readonly PiTransactions _transactions;
    private readonly Dictionary<string, int> _hidden = new(StringComparer.OrdinalIgnoreCase);

    public PiSystem(SimulatorOptions options, OpayoBooks books, Func<Uri> acs)
    {
        (_options, _books) = (options, books);
        Cards = new PiCards(options, books);
        Instructions = new PiInstructions(books);
        _transactions = new PiTransactions(books, Cards, acs);
    }

    public string Name => "opayo";

    public PiCards Cards { get; }

    public PiInstructions Instructions { get; }

    /// <summary>How many reads of a transaction answer "not found" just after its 3-D Secure.</summary>
    public int ReadsMissed { get; set; }

    public Call Read(HttpRequest request, string path, string body)
    {
        var parts = path.Trim('/').Split('/');
        var (operation, key, run) = Route(request, parts, body);
        return new Call([new CallPart(operation, key)], faults => Execute(request, parts, run, faults));
    }

    public Answer Refuse(Fault fault, int status) => status == 429
        ? Answer.Json(429, new JsonObject { ["description"] = "Too many requests" })
        : Answer.Json(status, new JsonObject());

    private (string Operation, string? Key, Func<Answer> Run) Route(HttpRequest request, string[] parts, string body) => (request.Method, parts) switch
    {
        ("POST", ["merchant-session-keys"]) => ("create merchant session key", null, () => Cards.CreateSession(body)),
        ("GET", ["merchant-session-keys", var key]) => ("get merchant session key", key, () => Cards.GetSession(key)),
        ("POST", ["card-identifiers"]) => ("create card identifier", null, () => Cards.CreateCard(Bearer(request), body)),
        ("POST", ["card-identifiers", var id, "security-code"]) => ("link security code", id, () => Cards.LinkSecurityCode(Bearer(request), id, body)),
        ("POST", ["transactions"]) => ($"create {Member(body, "transactionType") ?? "transaction"}".ToLowerInvariant(), Member(body, "vendorTxCode"), () => _transactions.Create(body)),
        ("GET", ["transactions", var id]) => ("get transaction", id, () => Get(id)),
        ("POST", ["transactions", var id, "3d-secure-challenge"]) => ("complete 3-d secure", id, () => Complete(id, body)),
        ("GET", ["transactions", var id, "instructions"]) => ("list instructions", id, () => Instructions.List(id)),
        ("POST", ["transactions", var id, "instructions"]) => ($"instruct {Member(body, "instructionType") ?? "nothing"}", id, () => Instructions.Carry(id, body)),
        _ => ($"{request.Method} {string.Join('/', parts)}", null, () => throw PiRefusal.Single(405, 1000, "Method not allowed")),
    };

    private Answer Execute(HttpRequest request, string[] parts, Func<Answer> run, FaultSet faults)
    {
        try
        {
            // Two calls are the browser's and are let in by the session key alone.
            if (faults.Has(FaultKind.AuthenticationFailure))
                throw PiRefusal.Single(401, 1002, "Authentication failed");
            if (parts[0] != "card-identifiers")
                CheckIdentity(request);
            lock (_books.Gate)
            {
                _books.CatchUp();
                return run();
            }
        }
        catch (PiRefusal refusal)
        {
            return refusal.ToAnswer();
        }
    }

    private void CheckIdentity(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        if (given.Length == 0)
            throw PiRefusal.Single(401, 1001, "Missing authentication");
        var wanted = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{_options.OpayoIntegrationKey}:{_options.OpayoIntegrationPassword}"));
        if (given != $"Basic {wanted}")
            throw PiRefusal.Single(401, 1002, "Authentication failed");
    }

    private Answer Get(string id)
    {
        var transaction = _books.Find(id) ?? throw PiRefusal.NoTransaction();
        if (_hidden.TryGetValue(transaction.TransactionId, out var left) && left > 0)
        {
            _hidden[transaction.TransactionId] = left - 1;
            throw PiRefusal.NoTransaction();
        }

        return Answer.Json(200, PiJson.Transaction(transaction));
    }

    private Answer Complete(string id, string body)
    {
        var answer = _transactions.Complete(id, body);
        _hidden[id] = ReadsMissed;
        return answer;
    }

    private static string Bearer(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";

    private static string? Member(string body, string name)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject json && json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
