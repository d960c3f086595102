using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>
/// Signs in with user name, password and three characters of the memorable word, and keeps the session. However many calls need one at the
/// same time, only one of them signs in: several wrong sign-ins lock the user.
/// </summary>
internal sealed class KashFlowSignIn(RestTransport transport, string userName, Secret password, Secret memorableWord, TimeProvider time)
{
    // KashFlow ends sessions after about an hour without a call; that hour is not documented.
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(50);

    // Long enough that retries of all workflows together cannot lock the user, short enough for a person who has just unlocked it.
    private static readonly TimeSpan PauseAfterRefusal = TimeSpan.FromMinutes(5);

    private readonly SharedSignIn<KashFlowSession> shared = new(session => time.GetUtcNow() - session.LastUsed <= LongestIdle);
    private (ActivityException Refusal, DateTimeOffset Until)? refused;

    /// <summary>The session that was begun last; null before the first.</summary>
    public KashFlowSession? Current => shared.Current;

    /// <summary>Gives the session, or begins one.</summary>
    /// <param name="stale">A session that KashFlow no longer accepts; null for none.</param>
    /// <param name="force">Whether KashFlow is asked although it has just refused.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<KashFlowSession> GetAsync(KashFlowSession? stale, bool force, CancellationToken cancellationToken)
    {
        var session = await shared.GetAsync(stale, token => TryAsync(force, token), cancellationToken);
        session.LastUsed = time.GetUtcNow();
        return session;
    }

    private async Task<KashFlowSession> TryAsync(bool force, CancellationToken cancellationToken)
    {
        if (!force && refused is { } earlier && time.GetUtcNow() < earlier.Until)
            throw Again(earlier.Refusal);
        refused = null;
        try
        {
            return await BeginAsync(cancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Unauthorized)
        {
            refused = (exception, time.GetUtcNow() + PauseAfterRefusal);
            throw;
        }
    }

    private async Task<KashFlowSession> BeginAsync(CancellationToken cancellationToken)
    {
        var first = await CallAsync(HttpMethod.Post, new JsonObject { ["UserName"] = userName, ["Password"] = password.Reveal() }, cancellationToken);
        Check(first);
        var temporary = KashFlowJson.Text(first, "TemporaryToken") ?? throw KashFlowFailure.Unreadable("its first sign-in step named no temporary token", changesSomething: false);
        var second = await CallAsync(
            HttpMethod.Put,
            new JsonObject { ["TemporaryToken"] = temporary, ["MemorableWordList"] = Characters(first) },
            cancellationToken);
        Check(second);
        var token = KashFlowJson.Text(second, "SessionToken") ?? throw KashFlowFailure.Unreadable("its second sign-in step named no session", changesSomething: false);
        return new KashFlowSession(token, Identity(first, second)) { LastUsed = time.GetUtcNow() };
    }

    private async Task<JsonElement> CallAsync(HttpMethod method, JsonObject body, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(method, "sessiontoken", body, token: null, changesSomething: false, cancellationToken);
        try
        {
            return KashFlowFailure.Read(answer, "sign-in", changesSomething: false);
        }
        catch (ActivityException exception) when (exception.Kind is FailureKind.Rejected or FailureKind.Unauthorized)
        {
            // KashFlow answers 400 to a wrong password, as it does to wrong data; at this place it is always about who we are.
            throw Refused(exception.VendorCode, exception.VendorMessage);
        }
    }

    private JsonArray Characters(JsonElement first)
    {
        var word = memorableWord.Reveal().Trim();
        var characters = new JsonArray();
        foreach (var wanted in KashFlowJson.List(first, "MemorableWordList") ?? [])
        {
            var position = KashFlowJson.Whole(wanted, "Position") ?? 0;
            if (position < 1 || position > word.Length)
            {
                throw new ActivityException(
                    FailureKind.Unauthorized,
                    $"KashFlow asked for character {position} of the memorable word, and the one in the connection has {word.Length}. Store the whole memorable word in the connection.");
            }

            characters.Add(new JsonObject { ["Position"] = position, ["Value"] = word[(int)position - 1].ToString(CultureInfo.InvariantCulture) });
        }

        return characters;
    }

    private void Check(JsonElement answer)
    {
        var problem = ((string Flag, string Words)[])
        [
            ("IsLockedOut", "the user is locked. Unlock it in KashFlow, then test the connection"),
            ("Disabled", "the user is switched off. Switch it on in KashFlow"),
            ("SubscriptionExpired", "the company's subscription has expired. Renew it"),
            ("IsPackageRestricted", "the company's package does not allow it. Choose a package with access for other programs"),
            ("HasTemporaryPassword", "the user has a temporary password. Sign in to KashFlow once, choose a password, and store it in the connection"),
        ];
        foreach (var (flag, words) in problem)
        {
            if (KashFlowJson.Flag(answer, flag) == true)
                throw new ActivityException(FailureKind.Unauthorized, $"KashFlow does not let {userName} sign in: {words}.") { VendorCode = flag };
        }
    }

    private ActivityException Refused(string? code, string? words)
    {
        var advice = code switch
        {
            "AccountLocked" => "The user is locked: unlock it in KashFlow, then test the connection. It is not tried again by itself",
            "PasswordExpired" => "The password has expired: sign in to KashFlow, choose a new one, and store it in the connection",
            _ => "Check user name, password and memorable word of the connection. Several wrong sign-ins lock the user",
        };
        return new ActivityException(FailureKind.Unauthorized, $"KashFlow does not let {userName} sign in{(words is null ? "" : $": {words.TrimEnd('.')}")}. {advice}.")
        {
            VendorCode = code,
            VendorMessage = words,
        };
    }

    private static ActivityException Again(ActivityException refusal) => new(
        refusal.Kind,
        $"{refusal.Message} KashFlow was not asked again, so that the user is not locked; test the connection when it is corrected.",
        refusal) { VendorCode = refusal.VendorCode, VendorMessage = refusal.VendorMessage };

    private static string Identity(JsonElement first, JsonElement second)
    {
        var company = KashFlowJson.Text(second, "CompanyName") ?? KashFlowJson.Text(first, "CompanyName");
        var number = KashFlowJson.Text(second, "CompanyId") ?? KashFlowJson.Text(first, "CompanyId");
        var package = KashFlowJson.Text(second, "PackageName") ?? KashFlowJson.Text(first, "PackageName");
        return $"{company ?? "company"}{(number is null ? "" : $" (company {number})")}{(package is null ? "" : $", package {package}")}";
    }
}
