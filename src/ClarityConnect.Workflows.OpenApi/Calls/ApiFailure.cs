using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.OpenApi.Calls;

/// <summary>Makes of an answer that is none the failure that decides what happens next, with the API's own words.</summary>
internal static class ApiFailure
{
    private const int MaxWords = 2000;

    private static readonly string[] Words = ["detail", "message", "error_description", "errorMessage", "error_message", "description", "title", "error", "errors", "fault", "reason"];
    private static readonly string[] Codes = ["code", "errorCode", "error_code", "errorType", "type", "error"];
    private static readonly string[] SupportIds = ["X-Request-Id", "Request-Id", "X-Correlation-Id", "X-Amzn-RequestId", "X-GitHub-Request-Id"];

    /// <param name="response">The answer.</param>
    /// <param name="body">Its body.</param>
    /// <param name="call">What was called, for the message.</param>
    /// <param name="whenLost">What it is if nobody can tell whether anything was done.</param>
    /// <param name="now">The time.</param>
    public static ActivityException Of(HttpResponseMessage response, byte[] body, string call, FailureKind whenLost, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var (kind, advice) = status switch
        {
            429 => (FailureKind.RateLimited, "It asks for fewer calls; the step is tried again."),
            401 => (FailureKind.Unauthorized, "Check the credentials of the connection."),
            403 => (FailureKind.Unauthorized, "The credentials of the connection may not do this. Allow it where they were made, or use others."),
            407 => (FailureKind.Misconfigured, "A proxy on the way wants to know who calls."),
            408 => (whenLost, "It took too long."),
            >= 500 => (whenLost, whenLost == FailureKind.OutcomeUnknown ? "Nobody can tell whether it was done: look there, then decide." : "The step is tried again."),
            >= 300 and < 400 => (FailureKind.Misconfigured, "It points elsewhere. Check the address of the connection."),
            404 or 405 => (FailureKind.Rejected, "Check the values of the step, and the address of the connection."),
            _ => (FailureKind.Rejected, "Correct what it complains of, then retry."),
        };
        var retryAfter = response.Headers.RetryAfter is { } asked ? asked.Delta ?? (asked.Date - now) : null;
        return new ActivityException(kind, $"The answer to {call} was {status}. {advice}")
        {
            RetryAfter = retryAfter > TimeSpan.Zero ? retryAfter : null,
            VendorMessage = WordsOf(body),
            VendorCode = CodeOf(body),
            SupportId = SupportIds.SelectMany(name => response.Headers.TryGetValues(name, out var values) ? values : []).FirstOrDefault(),
        };
    }

    /// <summary>What the API says, in its own words; null if it says nothing.</summary>
    /// <param name="body">The body of its answer.</param>
    public static string? WordsOf(byte[] body)
    {
        if (body.Length == 0)
            return null;
        string text;
        try
        {
            using var json = JsonDocument.Parse(body);
            text = Find(json.RootElement, 0) ?? json.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            text = Encoding.UTF8.GetString(body);
        }

        text = text.Trim();
        return text.Length == 0 ? null : text.Length <= MaxWords ? text : text[..MaxWords] + "…";
    }

    private static string? CodeOf(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Code(json.RootElement, 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Find(JsonElement json, int depth)
    {
        if (depth > 4)
            return null;
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                return json.GetString() is { Length: > 0 } text ? text : null;
            case JsonValueKind.Array:
                var all = json.EnumerateArray().Take(10).Select(item => Find(item, depth + 1)).OfType<string>().ToList();
                return all.Count > 0 ? string.Join("; ", all) : null;
            case JsonValueKind.Object:
                List<string> found = [];
                foreach (var name in Words)
                {
                    // What only repeats the first is left out; a list of details is added to it.
                    if (found.Count > 0 && name != "errors")
                        continue;
                    if (json.TryGetProperty(name, out var member) && Find(member, depth + 1) is { } words)
                        found.Add(words);
                }

                return found.Count > 0 ? string.Join(": ", found) : null;
            default:
                return null;
        }
    }

    private static string? Code(JsonElement json, int depth)
    {
        if (json.ValueKind != JsonValueKind.Object || depth > 2)
            return null;
        foreach (var name in Codes)
        {
            if (!json.TryGetProperty(name, out var member))
                continue;
            if (member.ValueKind == JsonValueKind.Object && Code(member, depth + 1) is { } inner)
                return inner;
            if (member.ValueKind is JsonValueKind.String or JsonValueKind.Number && ApiJson.ToText(member) is { Length: > 0 and <= 200 } code)
                return code;
        }

        return null;
    }
}
