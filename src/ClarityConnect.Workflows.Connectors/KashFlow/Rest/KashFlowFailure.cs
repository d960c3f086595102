using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Rest;

/// <summary>
/// Says what an answer of KashFlow means. Only the HTTP status and one numeric code decide: the codes of business rules are not published.
/// A time-out of KashFlow's database comes as status 400, 500 or even 200, and a write may have been carried out before it.
/// </summary>
internal static class KashFlowFailure
{
    /// <summary>The database's own error number, which KashFlow passes on. It is HRESULT 0x80131904, any error of SQL Server.</summary>
    private const string DatabaseError = "-2146232060";

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="what">What was asked, for messages.</param>
    /// <param name="changesSomething">Whether it was a write, which may have been carried out although it failed.</param>
    /// <returns>The JSON; null where KashFlow answered with success and nothing else.</returns>
    /// <exception cref="ActivityException">It is a refusal or cannot be read.</exception>
    public static JsonElement Read(VendorAnswer answer, string what, bool changesSomething)
    {
        var json = Parse(answer.Body);
        var (code, words) = json is { ValueKind: JsonValueKind.Object } body ? (KashFlowJson.Text(body, "Error"), KashFlowJson.Text(body, "Message")) : (null, null);
        if (answer.IsSuccess && code is null)
        {
            if (answer.Body.AsSpan().Trim().Length == 0)
                return WorkflowJson.Null;
            return json ?? throw Unreadable($"'{what}' was answered with something else than JSON, such as a page for people", changesSomething);
        }

        var (kind, advice) = Judge(answer, code, words, json is not null, changesSomething);
        return Throw(kind, advice);

        JsonElement Throw(FailureKind failure, string next) => throw new ActivityException(
            failure, $"KashFlow refused '{what}' with status {(int)answer.Status}{(words is null ? "" : $": {words.Trim().TrimEnd('.')}")}. {next}")
        {
            RetryAfter = answer.RetryAfter,
            VendorCode = code,
            VendorMessage = words,
        };
    }

    /// <summary>Whether these are the words of an overloaded database, by REST or by SOAP.</summary>
    public static bool IsDatabaseOverloaded(string? code, string? words) =>
        code == DatabaseError
        || (words is not null && (words.Contains("timeout expired", StringComparison.OrdinalIgnoreCase)
            || words.Contains("timeout period elapsed", StringComparison.OrdinalIgnoreCase)
            || words.Contains("deadlock", StringComparison.OrdinalIgnoreCase)));

    /// <summary>What came cannot be read as an answer of KashFlow.</summary>
    public static ActivityException Unreadable(string why, bool changesSomething, Exception? inner = null) => changesSomething
        ? new ActivityException(FailureKind.OutcomeUnknown, $"The answer of KashFlow cannot be used: {why}. Whether the change was made has to be looked up.", inner)
        : new ActivityException(FailureKind.Transient, $"The answer of KashFlow cannot be used: {why}. It is tried again; if it stays so, check the connection's addresses.", inner);

    /// <summary>What a failure is after which it is open whether a write was carried out.</summary>
    public static (FailureKind Kind, string Advice) Doubtful(bool changesSomething) => changesSomething
        ? (FailureKind.OutcomeUnknown, "Whether the change was made has to be looked up.")
        : (FailureKind.Transient, "It is tried again.");

    private static (FailureKind Kind, string Advice) Judge(VendorAnswer answer, string? code, string? words, bool isJson, bool changesSomething) => answer.Status switch
    {
        HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls."),
        HttpStatusCode.ServiceUnavailable when answer.RetryAfter is not null => (FailureKind.RateLimited, "It asks for fewer calls."),
        _ when IsDatabaseOverloaded(code, words) => Doubtful(changesSomething),
        HttpStatusCode.Unauthorized => (FailureKind.Unauthorized, "Check user name, password and memorable word of the connection."),
        HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Give the connection's user the right in KashFlow."),
        HttpStatusCode.NotFound when isJson || answer.Body.Length == 0 => (FailureKind.Rejected, "Check the number or code: KashFlow has no such record."),
        HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => (FailureKind.Misconfigured, "Check the connection's address."),
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Doubtful(changesSomething),
        >= HttpStatusCode.BadRequest when isJson => (FailureKind.Rejected, "Correct the data and retry."),
        >= HttpStatusCode.BadRequest => (FailureKind.Misconfigured, "Check the connection's address."),
        >= HttpStatusCode.MultipleChoices => (FailureKind.Misconfigured, "Check the connection's address."),
        _ => (FailureKind.Rejected, "Correct the data and retry."),
    };

    private static JsonElement? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
