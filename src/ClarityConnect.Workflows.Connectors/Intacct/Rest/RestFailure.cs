using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>Says what a refusal of the REST API means.</summary>
internal static class RestFailure
{
    private const string StaleToken = "IntacctStaleToken";

    /// <summary>Whether Intacct no longer takes the access token. Nothing was executed then.</summary>
    public static bool IsStaleToken(ActivityException exception) => exception.Data.Contains(StaleToken);

    /// <summary>What an answer is that was not carried out.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="json">The body; null where it is no JSON.</param>
    /// <param name="changesSomething">Whether the request was a write that must not be sent twice.</param>
    public static ActivityException From(VendorAnswer answer, JsonElement? json, bool changesSomething)
    {
        if (IsThrottled(answer) is { } throttled)
            return throttled;
        var error = RestJson.Find(json);
        if ((int)answer.Status >= 500 || answer.Status == HttpStatusCode.RequestTimeout || error?.Code == "GW-0001")
            return Build(Lost(changesSomething), "could not finish the call", error, changesSomething ? "Whether it was carried out has to be looked up." : "It is tried again.", answer);
        if (error is null)
        {
            return answer.IsSuccess
                ? Unreadable(answer, "it is not what was expected", changesSomething)
                : answer.Status is HttpStatusCode.Unauthorized
                    ? Marked(Build(FailureKind.Unauthorized, "refused the access token", null, "Check the credentials of the connection.", answer))
                    : Build(FailureKind.Misconfigured, "refused the call", null, "Check the REST address of the connection.", answer);
        }

        return Refused(answer, error, changesSomething);
    }

    /// <summary>What one refused item of a batch is.</summary>
    public static ActivityException OfItem(VendorAnswer answer, RestError error) => Refused(answer with { Status = HttpStatusCode.UnprocessableEntity }, error, changesSomething: true);

    /// <summary>What came cannot be read.</summary>
    public static ActivityException Unreadable(VendorAnswer answer, string why, bool changesSomething) => new(
        Lost(changesSomething),
        $"The answer of Intacct (status {(int)answer.Status}) cannot be used: {why}. {(changesSomething ? "Whether it was carried out has to be looked up." : "It is tried again.")}");

    /// <summary>What will pass by itself; null where it will not.</summary>
    public static ActivityException? IsPassing(VendorAnswer answer) => IsThrottled(answer)
        ?? ((int)answer.Status >= 500 || answer.IsSuccess ? Unreadable(answer, "it has no access token", changesSomething: false) : null);

    private static ActivityException? IsThrottled(VendorAnswer answer) =>
        answer.Status == HttpStatusCode.TooManyRequests || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter is not null)
            ? new ActivityException(FailureKind.RateLimited, "Intacct refused the call: too many calls. It asks for fewer calls at once.") { RetryAfter = answer.RetryAfter, VendorCode = "GW-0010" }
            : null;

    private static ActivityException Refused(VendorAnswer answer, RestError error, bool changesSomething)
    {
        // An expired token was seen as 401, and as 400 with these words.
        if (answer.Status == HttpStatusCode.Unauthorized || (answer.Status == HttpStatusCode.BadRequest && error.Text.Contains("token", StringComparison.OrdinalIgnoreCase)))
            return Marked(Build(FailureKind.Unauthorized, "refused the access token", error, "Check the credentials of the connection.", answer));
        if (answer.Status == HttpStatusCode.Forbidden)
            return Build(FailureKind.Unauthorized, "denied the permission", error, "Give the user of the connection the permission on this object.", answer);
        if (answer.Status == HttpStatusCode.Conflict && changesSomething)
            return Build(FailureKind.OutcomeUnknown, "was sent the same request before and does not say what became of it", error, "It has to be looked up.", answer);
        var (kind, advice) = Refusal.Judge(error.Code, error.Text);
        return Build(kind, "refused", error, error.Correction ?? advice ?? "Correct the data and retry.", answer);
    }

    private static ActivityException Marked(ActivityException exception)
    {
        exception.Data[StaleToken] = true;
        return exception;
    }

    private static FailureKind Lost(bool changesSomething) => changesSomething ? FailureKind.OutcomeUnknown : FailureKind.Transient;

    private static ActivityException Build(FailureKind kind, string what, RestError? error, string advice, VendorAnswer answer) =>
        new(kind, $"Intacct {what}: {(error?.Text ?? $"status {(int)answer.Status}").TrimEnd('.')}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorCode = error?.Code,
            VendorMessage = error?.All,
            SupportId = error?.SupportId,
        };
}
