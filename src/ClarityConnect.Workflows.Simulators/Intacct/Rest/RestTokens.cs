using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Intacct.Rest;

/// <summary>OAuth 2.0: client credentials for the Web Services user, and refresh tokens that are replaced with each use. Nothing survives a restart.</summary>
internal sealed class RestTokens(SimulatorOptions options, TimeProvider time)
{
    private readonly Dictionary<string, (DateTimeOffset EndsAt, string Entity)> _access = [];
    private readonly HashSet<string> _refresh = [options.IntacctRefreshToken];
    private readonly string _run = time.GetUtcNow().Ticks.ToString("x", CultureInfo.InvariantCulture);
    private int _last;

    public Answer Give(string body, bool isJson, FaultSet faults)
    {
        var form = isJson
            ? (JsonNode.Parse(body) as JsonObject ?? []).ToDictionary(f => f.Key, f => f.Value?.ToString() ?? "")
            : body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToDictionary(p => WebUtility.UrlDecode(p[0]), p => WebUtility.UrlDecode(p.Length > 1 ? p[1] : ""));
        string Field(string name) => form.GetValueOrDefault(name, "");
        if (faults.Has(FaultKind.AuthenticationFailure) || Field("client_id") != options.IntacctClientId || Field("client_secret") != options.IntacctClientSecret)
            return Refuse(401, "invalid_client", "The client credentials are not valid.");
        var entity = "";
        var refresh = "";
        switch (Field("grant_type"))
        {
            case "client_credentials":
                var user = Field("username").Split('|', 2);
                if (user[0] != $"{options.IntacctUser}@{options.IntacctCompany}")
                    return Refuse(400, "invalid_grant", $"The user {user[0]} is not known or the application is not authorised for it.");
                entity = user.Length > 1 ? user[1] : "";
                break;
            case "refresh_token":
                if (!_refresh.Remove(Field("refresh_token")))
                    return Refuse(400, "invalid_grant", "The refresh token is not valid.");
                _refresh.Add(refresh = string.Create(CultureInfo.InvariantCulture, $"refresh-{_run}-{++_last}"));
                break;
            default:
                return Refuse(400, "unsupported_grant_type", "The grant type is not supported.");
        }
        var token = string.Create(CultureInfo.InvariantCulture, $"access-{_run}-{++_last}");
        _access[token] = (time.GetUtcNow() + options.IntacctTokenLifetime, entity);
        var answer = new JsonObject { ["token_type"] = "Bearer", ["access_token"] = token, ["expires_in"] = (int)options.IntacctTokenLifetime.TotalSeconds };
        if (refresh.Length > 0)
            answer["refresh_token"] = refresh;
        return Answer.Json(200, answer);
    }

    /// <summary>The entity that a token works in; null where the token is not taken.</summary>
    public string? Entity(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true && _access.TryGetValue(authorization[7..], out var token) && token.EndsAt > time.GetUtcNow() ? token.Entity : null;

    private static Answer Refuse(int status, string error, string words) => Answer.Json(status, new JsonObject { ["error"] = error, ["error_description"] = words });
}
