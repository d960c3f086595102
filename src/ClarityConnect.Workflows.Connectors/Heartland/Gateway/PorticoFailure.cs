using System.Net;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway;

/// <summary>Says what a refusal of Portico's reports means.</summary>
internal static class PorticoFailure
{
    /// <summary>The gateway did not process the request.</summary>
    /// <param name="code">The gateway's response code.</param>
    /// <param name="message">The gateway's words.</param>
    /// <param name="service">What was asked for.</param>
    public static ActivityException FromCode(int code, string? message, string service)
    {
        var (kind, advice) = code switch
        {
            -2 or -21 => (FailureKind.Unauthorized, "Check the connection's secret API key and what its merchant may do."),
            // For a payment these codes leave the outcome open; a report changes nothing and may simply be asked for again.
            -1 or 1 or 30 or 31 or 50 or 20 => (FailureKind.Transient, "It is tried again."),
            15 => (FailureKind.Transient, "The batch is being closed right now; it is tried again."),
            7 or 8 or 13 or 14 => (FailureKind.InvalidData, "Correct what is asked for."),
            _ => (FailureKind.Rejected, "Look the code up with Heartland."),
        };
        return new ActivityException(kind, $"Portico refused {service} with code {code}{(message is null ? "" : $" ({message})")}. {advice}")
        {
            VendorCode = code.ToString(System.Globalization.CultureInfo.InvariantCulture),
            VendorMessage = message,
        };
    }

    /// <summary>There is no usable answer of the gateway: a SOAP fault, an error page, a cut-off document.</summary>
    /// <param name="answer">What came.</param>
    /// <param name="document">The document in it; null where it is none.</param>
    /// <param name="service">What was asked for.</param>
    public static ActivityException FromAnswer(VendorAnswer answer, XElement? document, string service)
    {
        var fault = PorticoEnvelope.Find(document, "Fault");
        var words = PorticoEnvelope.Text(fault, "faultstring");
        var isOurs = PorticoEnvelope.Text(fault, "faultcode")?.EndsWith("Client", StringComparison.OrdinalIgnoreCase) == true;
        var kind = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => FailureKind.RateLimited,
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FailureKind.Unauthorized,
            _ when isOurs => FailureKind.Rejected,
            >= HttpStatusCode.InternalServerError => FailureKind.Transient,
            >= HttpStatusCode.BadRequest => FailureKind.Misconfigured,
            _ => FailureKind.Transient,
        };
        return new ActivityException(
            kind, $"Portico did not answer {service} with a report but with status {(int)answer.Status}{(words is null ? "" : $": {words}")}.")
        {
            RetryAfter = answer.RetryAfter,
            VendorMessage = words,
        };
    }
}
