using System.Net;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>Says what a refusal of the Reporting and Admin API means. It answers status 200 even then; every call only reads.</summary>
internal static class ReportFailure
{
    public static ActivityException From(VendorAnswer answer, XElement? root, string command)
    {
        var code = ReportXml.Text(root, "errorcode");
        var words = ReportXml.Text(root, "error");
        var (kind, advice) = code switch
        {
            "0008" or "0009" or "0010" or "0011" => (FailureKind.Unauthorized, "Check vendor name, user and password of the connection; the user has to have reporting rights and not be locked in MyOpayo."),
            "0044" => (FailureKind.Unauthorized, "Give the user the right to see this transaction in MyOpayo."),
            "4020" => (FailureKind.Unauthorized, "Have this server's address added to the list of allowed addresses in MyOpayo."),
            "0001" or "0002" or "0013" => (FailureKind.Rejected, "The request is malformed; this is a fault of the connector."),
            "0038" or "0039" or "0042" or "0099" or "3009" => (FailureKind.InvalidData, "Correct the dates or ids and retry."),
            "0235" => (FailureKind.InvalidData, "Ask for a shorter time."),
            "2015" => (FailureKind.Transient, "It is tried again."),
            "2213" => (FailureKind.RateLimited, "It asks for fewer calls."),
            not null => (FailureKind.Rejected, "Look the code up with Opayo."),
            null => answer.Status switch
            {
                HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls."),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Have this server's address added to the list of allowed addresses in MyOpayo."),
                HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError or < HttpStatusCode.MultipleChoices => (FailureKind.Transient, "It is tried again."),
                _ => (FailureKind.Misconfigured, "Check the connection's address."),
            },
        };
        var what = code is null ? $"gave no report (status {(int)answer.Status})" : $"refused with {code}{(words is null ? "" : $": {words.TrimEnd('.')}")}";
        return new ActivityException(kind, $"Opayo's reporting was asked for {command} and {what}. {advice}")
        {
            VendorCode = code,
            VendorMessage = words,
            RetryAfter = answer.RetryAfter ?? (code == "2213" ? TimeSpan.FromMinutes(1) : null),
        };
    }
}
