using System.Net;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Says what a refusal of Intacct means. The same number means different things at different levels.</summary>
internal static class IntacctFailure
{
    /// <summary>What <see cref="Exception.Data"/> carries where a session was refused, so that the client signs in again.</summary>
    private const string InvalidSession = "IntacctInvalidSession";

    /// <summary>Whether Intacct no longer knows the session. Nothing was executed then.</summary>
    public static bool IsInvalidSession(ActivityException exception) => exception.Data.Contains(InvalidSession);

    /// <summary>The sender or the whole request was refused, or the gateway in front of Intacct spoke.</summary>
    public static ActivityException AtControl(IReadOnlyList<IntacctError> errors, VendorAnswer answer, bool changesSomething)
    {
        var cause = IntacctError.Cause(errors);
        var (kind, advice) = cause?.Number switch
        {
            "GW-0010" => (FailureKind.RateLimited, "It asks for fewer calls at once."),
            "GW-0001" => (Lost(changesSomething), "The gateway could not finish; it is looked up or tried again."),
            "GW-0011" => (FailureKind.Misconfigured, "Check sender id and company id of the connection."),
            "XL03000003" => (FailureKind.Rejected, "The request is malformed; this is a fault of the connector."),
            "XL03000006" => (FailureKind.Unauthorized, "Check sender id and sender password, and that the company has authorised the sender."),
            { } gateway when gateway.StartsWith("GW-", StringComparison.Ordinal) => (FailureKind.Unauthorized, "Check the credentials of the connection."),
            null when answer.Status == HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls at once."),
            null when answer.Status >= HttpStatusCode.InternalServerError => (Lost(changesSomething), "It is looked up or tried again."),
            _ => (FailureKind.Rejected, "Look the number up with Sage."),
        };
        var failure = Build(kind, "refused the request", errors, advice, answer);
        return kind == FailureKind.Unauthorized ? Mark(failure, errors) : failure;
    }

    /// <summary>The user or the session was refused.</summary>
    public static ActivityException AtAuthentication(IReadOnlyList<IntacctError> errors, VendorAnswer answer) => Mark(
        Build(FailureKind.Unauthorized, "refused to sign in", errors, "Check company id, user id and user password of the connection, and the user's permissions.", answer),
        errors);

    /// <summary>The function was refused.</summary>
    public static ActivityException AtFunction(IReadOnlyList<IntacctError> errors, IntacctResult result, VendorAnswer answer, bool changesSomething)
    {
        var stored = result.Rows.Select(row => IntacctXml.Text(row, "RECORDNO")).OfType<string>().ToList();
        if (changesSomething && stored.Count > 0)
        {
            // A failure may still carry what was stored before it; reporting a plain refusal would lose those records.
            return Build(
                FailureKind.OutcomeUnknown, $"reported a failure but stored record {string.Join(", ", stored)}", errors, "Look at what was stored before it is sent again.", answer);
        }

        return IntacctError.Cause(errors)?.Number switch
        {
            "PL04000005" => Build(FailureKind.Unauthorized, "denied the permission", errors, "Give the Web Services user the permission on this object.", answer),
            "GW-0010" => Build(FailureKind.RateLimited, "refused the call", errors, "It asks for fewer calls at once.", answer),
            "GW-0001" => Build(Lost(changesSomething), "could not finish the call", errors, "It is looked up or tried again.", answer),
            var number => Refused(number, errors, answer),
        };
    }

    /// <summary>What came cannot be read as an answer of Intacct: an error page, a cut-off document, missing elements.</summary>
    public static ActivityException Unreadable(VendorAnswer answer, string why, bool changesSomething)
    {
        var (kind, advice) = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls at once."),
            HttpStatusCode.ServiceUnavailable when answer.RetryAfter is not null => (FailureKind.RateLimited, "It asks for fewer calls at once."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Check the credentials of the connection."),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.RequestTimeout =>
                (FailureKind.Misconfigured, "Check the connection's endpoint."),
            _ => (Lost(changesSomething), changesSomething ? "Whether it was carried out has to be looked up." : "It is tried again."),
        };
        return new ActivityException(kind, $"The answer of Intacct (status {(int)answer.Status}) cannot be used: {why}. {advice}") { RetryAfter = answer.RetryAfter };
    }

    private static ActivityException Refused(string? number, IReadOnlyList<IntacctError> errors, VendorAnswer answer)
    {
        var (kind, advice) = Refusal.Judge(number, IntacctError.Cause(errors)?.Text ?? "");
        return Build(kind, "refused", errors, IntacctError.Cause(errors)?.Correction ?? advice, answer);
    }

    private static FailureKind Lost(bool changesSomething) => changesSomething ? FailureKind.OutcomeUnknown : FailureKind.Transient;

    // XL03000006 also means a wrong sender or a wrong password; only the text tells a session apart.
    private static ActivityException Mark(ActivityException exception, IReadOnlyList<IntacctError> errors)
    {
        if (errors.Any(error => error.Text.Contains("session", StringComparison.OrdinalIgnoreCase)))
            exception.Data[InvalidSession] = true;
        return exception;
    }

    private static ActivityException Build(FailureKind kind, string what, IReadOnlyList<IntacctError> errors, string? advice, VendorAnswer answer)
    {
        var cause = IntacctError.Cause(errors);
        var words = cause is null ? "it gave no reason" : cause.Text.Length > 0 ? cause.Text : cause.Number;
        advice ??= cause?.Correction ?? "Correct the data and retry.";
        return new ActivityException(kind, $"Intacct {what}: {words.TrimEnd('.')}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorCode = cause?.Number,
            VendorMessage = string.Join(" | ", errors.Select(error => $"{error.Number} {error.Text}{(error.Correction is null ? "" : $" ({error.Correction})")}".Trim())),
            SupportId = errors.Select(error => error.SupportId).FirstOrDefault(id => id is not null),
        };
    }
}
