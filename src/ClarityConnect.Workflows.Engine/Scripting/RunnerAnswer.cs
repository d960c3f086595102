using System.Globalization;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Reads what a runner says about a job.</summary>
internal static class RunnerAnswer
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = ScriptArguments.MaxDepth + 8 };

    /// <summary>One result per script; each refers to its part of the body, nothing is copied.</summary>
    /// <exception cref="ScriptFailedException">A result is not JSON, or nested too deeply.</exception>
    internal static IReadOnlyList<ScriptResult> Results(ScriptJob job, RunnerFrame answer)
    {
        var lengths = answer.Header.GetProperty("lengths");
        var times = answer.Header.GetProperty("times");
        var results = new ScriptResult[job.Scripts.Count];
        var start = 0;
        for (var index = 0; index < results.Length; index++)
        {
            var length = lengths[index].GetInt32();
            results[index] = Result(job.Scripts[index], answer.Body.Slice(start, length), times[index].GetDouble());
            start += length;
        }
        return results;
    }

    internal static ScriptFailedException Failure(ScriptJob job, RunnerFrame answer, TimeSpan limit)
    {
        var header = answer.Header;
        var script = job.Scripts[header.GetProperty("index").GetInt32()];
        var logs = header.TryGetProperty("logs", out var lines) ? Lines(lines) : [];
        var message = header.GetProperty("message").GetString()!;
        var reason = header.GetProperty("reason").GetString() switch
        {
            "timeout" => ScriptFailureReason.Timeout,
            "memory" => ScriptFailureReason.OutOfMemory,
            "output" => ScriptFailureReason.OutputTooLarge,
            "syntax" => ScriptFailureReason.Syntax,
            "crash" => ScriptFailureReason.Crashed,
            _ => ScriptFailureReason.Error,
        };
        return reason switch
        {
            ScriptFailureReason.Timeout => TimedOut(script, limit, logs),
            ScriptFailureReason.OutOfMemory => new(script.Name, reason, "It ran out of memory. Work on fewer items at a time.", Number(header, "line"), Number(header, "column"), logs),
            ScriptFailureReason.OutputTooLarge => new(script.Name, reason, message + " Return only what later steps need.", logs: logs),
            _ => new(script.Name, reason, message, Number(header, "line"), Number(header, "column"), logs),
        };
    }

    internal static ScriptFailedException TimedOut(Script script, TimeSpan limit, IReadOnlyList<string> logs) => new(
        script.Name,
        ScriptFailureReason.Timeout,
        string.Create(CultureInfo.InvariantCulture, $"It did not finish within {limit.TotalSeconds:0.###} s. Look for an endless loop or a slow regular expression, work on fewer items at a time, or raise the step's limit."),
        logs: logs);

    private static ScriptResult Result(Script script, ReadOnlyMemory<byte> json, double milliseconds)
    {
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(json, Deep).RootElement;
        }
        catch (JsonException error)
        {
            throw new ScriptFailedException(script.Name, ScriptFailureReason.Error, $"Its result cannot be read as JSON: {error.Message}", inner: error);
        }
        return new ScriptResult(
            root.TryGetProperty("value"u8, out var value) ? value : null,
            root.TryGetProperty("changes"u8, out var changes) ? changes : null,
            Lines(root.GetProperty("logs"u8)),
            TimeSpan.FromMilliseconds(milliseconds));
    }

    private static string[] Lines(JsonElement lines) =>
        lines.GetArrayLength() == 0 ? [] : [.. lines.EnumerateArray().Select(static line => line.GetString()!)];

    private static int? Number(JsonElement header, string name) => header.TryGetProperty(name, out var value) ? value.GetInt32() : null;
}
