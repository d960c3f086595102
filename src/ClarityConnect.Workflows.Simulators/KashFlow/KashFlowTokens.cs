using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>Sign-in in two steps, and the sessions it gives. Tokens end with the process, as a real session would with a fail-over.</summary>
internal sealed class KashFlowTokens(SimulatorOptions options, TimeProvider time)
{
    private const int MostFailures = 5;

    private readonly Dictionary<string, (int[] Positions, DateTimeOffset Until)> _temporary = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _sessions = new(StringComparer.Ordinal);
    private int _failures;
    private int _last;

    public bool IsLocked { get; set; }

    public int SignIns { get; private set; }

    public void EndAll() => _sessions.Clear();

    /// <summary>The first step.</summary>
    public Answer Begin(JsonObject body, FaultSet faults)
    {
        if (IsLocked)
            throw new KashFlowRefusal(401, "AccountLocked", "The account is locked.");
        if (faults.Has(FaultKind.AuthenticationFailure)
            || (string?)body["UserName"] != options.KashFlowUser || (string?)body["Password"] != options.KashFlowPassword)
        {
            throw Fail();
        }
        var length = options.KashFlowMemorableWord.Length;
        var first = _last % (length - 2);
        int[] positions = [first + 1, first + 2 + (_last % Math.Max(1, length - first - 2)), length];
        positions = [.. positions.Distinct()];
        for (var position = 1; positions.Length < 3; position++)
            positions = [.. positions.Append(position).Distinct().Order()];
        var token = NewToken();
        _temporary[token] = (positions, time.GetUtcNow() + TimeSpan.FromMinutes(5));
        return Answer.Json(201, Describe(new JsonObject
        {
            ["TemporaryToken"] = token,
            ["MemorableWordList"] = new JsonArray([.. positions.Select(position => new JsonObject { ["Position"] = position, ["Value"] = "" })]),
            ["KeepUserLoggedIn"] = false,
            ["MemorableWordPositions"] = string.Join(',', positions),
        }));
    }

    /// <summary>The second step.</summary>
    public Answer Complete(JsonObject body)
    {
        var token = (string?)body["TemporaryToken"] ?? "";
        if (IsLocked)
            throw new KashFlowRefusal(401, "AccountLocked", "The account is locked.");
        if (!_temporary.Remove(token, out var expected) || expected.Until <= time.GetUtcNow())
            throw KashFlowRefusal.InvalidSession();
        var given = (body["MemorableWordList"] as JsonArray ?? []).ToDictionary(entry => (int)KashFlowBooks.Number(entry!["Position"]), entry => (string?)entry!["Value"]);
        if (expected.Positions.Any(position => !string.Equals(
                given.GetValueOrDefault(position), options.KashFlowMemorableWord[position - 1].ToString(CultureInfo.InvariantCulture), StringComparison.OrdinalIgnoreCase)))
        {
            throw Fail();
        }
        _failures = 0;
        SignIns++;
        var session = NewToken();
        _sessions[session] = time.GetUtcNow() + options.KashFlowSessionTimeout;
        return Answer.Json(200, Describe(new JsonObject { ["SessionToken"] = session }));
    }

    public Answer End(string token) => _sessions.Remove(token) ? Answer.Empty(204) : throw KashFlowRefusal.InvalidSession();

    /// <summary>Checks the header of a call.</summary>
    public void Check(string? authorization, FaultSet faults)
    {
        var token = authorization is not null && authorization.StartsWith("KfToken ", StringComparison.Ordinal) ? authorization[8..] : "";
        if (faults.Has(FaultKind.InvalidSession) || faults.Has(FaultKind.AuthenticationFailure))
        {
            _sessions.Remove(token);
            throw KashFlowRefusal.InvalidSession();
        }
        if (!_sessions.TryGetValue(token, out var until) || until <= time.GetUtcNow())
            throw KashFlowRefusal.InvalidSession();
        _sessions[token] = time.GetUtcNow() + options.KashFlowSessionTimeout;
    }

    private KashFlowRefusal Fail()
    {
        IsLocked = ++_failures >= MostFailures;
        return new KashFlowRefusal(400, "InvalidCredentials", "The credentials provided are invalid.");
    }

    private string NewToken() => new Guid(++_last, 0x4b, 0x46, 0x80, 0, 0, 0, 0, 0, 0, 1).ToString("D", CultureInfo.InvariantCulture);

    private JsonObject Describe(JsonObject body)
    {
        body["IsLockedOut"] = IsLocked;
        body["CompanyId"] = 1201;
        body["CompanyUserId"] = 77;
        body["CompanyName"] = "Sandbox Trading Ltd";
        body["PackageName"] = "Business";
        body["SubscriptionExpired"] = false;
        body["HasTemporaryPassword"] = false;
        body["Disabled"] = false;
        return body;
    }
}
