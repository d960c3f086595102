using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>Says what a refusal of Pi means. It comes as a list of errors, as one error, as an unhappy transaction, or as no JSON at all.</summary>
internal static class PiFailure
{
    /// <summary>The transaction's status does not allow the instruction, or somebody was faster.</summary>
    public static bool IsWrongState(ActivityException failure) => failure.VendorCode is "1014" or "1017" or "4036" or "4037" or "4038" or "4039" or "4040" or "4041" or "4045";

    /// <summary>The reference was used before.</summary>
    public static bool IsUsedReference(ActivityException failure) => failure.VendorCode is "4001" or "4002" or "4003" or "4004" or "4005" or "4042";

    /// <summary>There is nothing to give back any more, or not yet.</summary>
    public static bool IsRefundRefused(ActivityException failure) =>
        failure.VendorCode is "1014" or "1018" or "2020" or "4034" or "4035" or "4036" or "4050";

    public static ActivityException From(VendorAnswer answer, string what, bool changesSomething)
    {
        var body = PiJson.Parse(answer.Body);
        var errors = Errors(body);
        var code = errors.Count == 0 ? null : errors[0].Code;
        var words = string.Join("; ", errors.Select(error => error.Words));
        var (kind, advice) = Judge(answer.Status, code, changesSomething);
        return Build(kind, $"Opayo refused to {what} with status {(int)answer.Status}{(words.Length == 0 ? "" : $": {words.TrimEnd('.')}")}. {advice}", code, words, answer.RetryAfter);
    }

    /// <summary>A transaction that was never attempted: Malformed, Invalid, or an error of which nobody knows the end.</summary>
    public static ActivityException FromTransaction(string status, string? code, string? detail, string what)
    {
        var (kind, advice) = (status.ToLowerInvariant(), code) switch
        {
            ("malformed" or "invalid", "4020") => (FailureKind.Unauthorized, "Have this server's address added to the list of allowed addresses in MyOpayo."),
            ("malformed" or "invalid", "4000" or "4008") => (FailureKind.Misconfigured, "Check the connection's vendor name, and which currencies the merchant account takes."),
            ("malformed" or "invalid", not null) when code.StartsWith('3') => (FailureKind.InvalidData, "Correct the data and retry."),
            ("malformed" or "invalid", _) => (FailureKind.Rejected, "It is not tried again unchanged; correct it and retry."),
            _ => (FailureKind.OutcomeUnknown, "Whether it was carried out has to be looked up."),
        };
        return Build(kind, $"Opayo answered '{status}' when asked to {what}{(detail is null ? "" : $": {detail.TrimEnd('.')}")}. {advice}", code, detail ?? "", null);
    }

    /// <summary>What came cannot be read as an answer of Pi: an error page, a cut-off document, an empty object.</summary>
    public static ActivityException Unreadable(VendorAnswer answer, string what, string why, bool changesSomething) => Build(
        changesSomething ? FailureKind.OutcomeUnknown : FailureKind.Transient,
        $"The answer of Opayo when asked to {what} (status {(int)answer.Status}) cannot be used: {why}. "
            + (changesSomething ? "Whether it was carried out has to be looked up." : "It is tried again."),
        null,
        "",
        answer.RetryAfter);

    private static (FailureKind Kind, string Advice) Judge(HttpStatusCode status, string? code, bool changesSomething) => (status, code) switch
    {
        (HttpStatusCode.TooManyRequests, _) => (FailureKind.RateLimited, "It asks for fewer calls."),
        (HttpStatusCode.Unauthorized, _) => (FailureKind.Unauthorized, "Check the integration key and password of the connection; MyOpayo shows them under Settings, API credentials."),
        (HttpStatusCode.Forbidden, "1013" or "1014" or "1017" or "1018") => (FailureKind.Rejected, "Look at the transaction in MyOpayo; what it is now does not allow this."),
        (HttpStatusCode.Forbidden, _) => (FailureKind.Unauthorized, "Check what the account may do, and that this server's address is allowed in MyOpayo."),
        (HttpStatusCode.NotFound, _) => (FailureKind.Rejected, "Check the id, and that it belongs to this vendor and to this environment, live or sandbox."),
        (HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError, _) => changesSomething
            ? (FailureKind.OutcomeUnknown, "Whether it was carried out has to be looked up.")
            : (FailureKind.Transient, "It is tried again."),
        (_, "1011" or "1006") => (FailureKind.Rejected, "The card was entered too long ago or used before; have it entered again."),
        (_, "1001" or "1002") => (FailureKind.Unauthorized, "Check the integration key and password of the connection."),
        (HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity, _) => (FailureKind.InvalidData, "Correct the data and retry."),
        (HttpStatusCode.MethodNotAllowed, _) => (FailureKind.Misconfigured, "Check the connection's address."),
        (>= HttpStatusCode.BadRequest, _) => (FailureKind.Rejected, "Correct the data and retry."),
        _ => (FailureKind.Misconfigured, "Check the connection's address."),
    };

    private static List<(string? Code, string Words)> Errors(JsonElement? body)
    {
        if (PiJson.Find(body, "errors") is { ValueKind: JsonValueKind.Array } list)
            return [.. list.EnumerateArray().Select(Error)];
        return body is { ValueKind: JsonValueKind.Object } single && (PiJson.Text(single, "code") ?? PiJson.Text(single, "statusCode") ?? PiJson.Text(single, "description")) is not null
            ? [Error(single)]
            : [];
    }

    private static (string? Code, string Words) Error(JsonElement error)
    {
        var code = PiJson.Text(error, "code") ?? PiJson.Text(error, "statusCode");
        var words = PiJson.Text(error, "description") ?? PiJson.Text(error, "clientMessage") ?? PiJson.Text(error, "statusDetail") ?? "no reason given";
        var property = PiJson.Text(error, "property");
        return (code, $"{words.TrimEnd('.')}{(property is null ? "" : $" ({property})")}{(code is null ? "" : $" [{code}]")}");
    }

    private static ActivityException Build(FailureKind kind, string message, string? code, string words, TimeSpan? retryAfter) =>
        new(kind, message) { VendorCode = code, VendorMessage = words.Length == 0 ? null : words, RetryAfter = retryAfter };
}
