using System.Net;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Says what a refusal of Retail means. The body may be empty or no JSON at all.</summary>
internal static class RetailFailure
{
    /// <summary>What a refusal means.</summary>
    /// <param name="answer">What was answered.</param>
    /// <param name="path">What was asked for.</param>
    /// <param name="changesSomething">Whether it was a write, so that an error of the server leaves its outcome open.</param>
    public static ActivityException From(VendorAnswer answer, string path, bool changesSomething = false)
    {
        var (code, words) = Read(answer.Body);
        var (kind, advice) = answer.Status switch
        {
            HttpStatusCode.TooManyRequests => (FailureKind.RateLimited, "It asks for fewer calls."),
            HttpStatusCode.Unauthorized => (FailureKind.Unauthorized, "Make a new token in My Account and store it in the connection."),
            HttpStatusCode.Forbidden => (FailureKind.Unauthorized, "Give the token's user the right, and access to the location."),
            HttpStatusCode.NotFound => (FailureKind.Rejected, "Check the id; a user without access to the location is told the same."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError when changesSomething => (FailureKind.OutcomeUnknown, "Whether it was carried out has to be looked up."),
            HttpStatusCode.RequestTimeout => (FailureKind.Transient, "It is tried again."),
            >= HttpStatusCode.InternalServerError => (FailureKind.Transient, "It is tried again."),
            >= HttpStatusCode.BadRequest => (FailureKind.Rejected, "Correct the data and retry."),
            _ => (FailureKind.Misconfigured, "Check the connection's base address."),
        };
        return new ActivityException(kind, $"Heartland Retail refused '{path}' with status {(int)answer.Status}{(words is null ? "" : $": {words}")}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorCode = code,
            VendorMessage = words,
        };
    }

    /// <summary>Reads <c>{"error","message","details":{"field":[…]}}</c>, or the variant with <c>errors</c>.</summary>
    private static (string? Code, string? Words) Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var details = RetailJson.Find(root, "details") ?? RetailJson.Find(root, "errors");
            var fields = details is { ValueKind: JsonValueKind.Object } byField
                ? string.Join("; ", byField.EnumerateObject().Select(field => $"{field.Name} {Join(field.Value)}"))
                : details is { } other ? Join(other) : null;
            var message = RetailJson.Text(root, "message");
            var words = string.Join(": ", new[] { message, fields }.Where(part => !string.IsNullOrEmpty(part)));
            return (RetailJson.Text(root, "error"), words.Length == 0 ? null : words);
        }
        catch (JsonException)
        {
            // A gateway's HTML page says nothing that the status does not say better.
            return (null, null);
        }
    }

    private static string Join(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(Join)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}
