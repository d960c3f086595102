using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>Says what a refusal of GP API means. Everything here only reads, so what may pass is simply tried again.</summary>
internal static class GpFailure
{
    /// <summary>Whether the access token was refused, so that a new one is had.</summary>
    public static bool IsStaleToken(VendorAnswer answer) =>
        answer.Status == HttpStatusCode.Unauthorized && (Read(answer.Body).Detailed is null or "40001" or "40002");

    public static ActivityException From(VendorAnswer answer, string path)
    {
        var (code, detailed, words) = Read(answer.Body);
        var (kind, advice) = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls."),
            HttpStatusCode.Unauthorized => (FailureKind.Unauthorized, "Check app ID and app key of the connection."),
            HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Check app ID and app key of the connection, and the permissions of the app."),
            HttpStatusCode.NotFound => (FailureKind.Rejected, "Check the id."),
            HttpStatusCode.NotImplemented => (FailureKind.Transient, "It is tried again."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => (FailureKind.Transient, "It is tried again."),
            >= HttpStatusCode.BadRequest when code is "TRANSACTION_NOT_FOUND" => (FailureKind.Rejected, "Check the id."),
            >= HttpStatusCode.BadRequest => (FailureKind.Rejected, "Correct the data and retry."),
            _ => (FailureKind.Transient, "It is tried again; if it stays so, check the connection's base address."),
        };
        return new ActivityException(kind, $"GP API refused '{path}' with status {(int)answer.Status}{(words is null ? "" : $": {words}")}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorCode = detailed is null ? code : $"{code} {detailed}",
            VendorMessage = words,
        };
    }

    /// <summary>Whether a refusal says that there is no such thing.</summary>
    public static bool IsNotFound(VendorAnswer answer) =>
        answer.Status == HttpStatusCode.NotFound || Read(answer.Body) is { Code: "TRANSACTION_NOT_FOUND" or "RESOURCE_NOT_FOUND" } or { Detailed: "40016" or "40118" };

    private static (string? Code, string? Detailed, string? Words) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return (GpJson.Text(document.RootElement, "error_code"), GpJson.Text(document.RootElement, "detailed_error_code"), GpJson.Text(document.RootElement, "detailed_error_description"));
        }
        catch (JsonException)
        {
            return (null, null, null); // an error page says nothing that the status does not say better
        }
    }
}
