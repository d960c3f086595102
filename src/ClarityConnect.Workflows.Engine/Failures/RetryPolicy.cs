using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>
/// Reads how an activity is to be tried again from its <c>customProperties.retry</c>:
/// <c>{ "maxAttempts": 5, "firstDelay": "00:00:02", "maxDelay": "00:10:00", "jitter": 0.2 }</c>. What is left out is as in the server's own rule's
/// defaults; maxAttempts 1 means not at all.
/// </summary>
internal static class RetryPolicy
{
    /// <returns>The policy; null if the activity has none.</returns>
    /// <exception cref="FormatException">A member is not what it should be.</exception>
    public static RetryOptions? Read(JsonElement activity)
    {
        if (JsonMembers.Find(activity, "customProperties") is not { ValueKind: JsonValueKind.Object } custom
            || JsonMembers.Find(custom, "retry") is not { ValueKind: JsonValueKind.Object } json)
        {
            return null;
        }

        var policy = new RetryOptions();
        if (JsonMembers.Find(json, "maxAttempts") is { } attempts)
        {
            policy.MaxAttempts = attempts.ValueKind == JsonValueKind.Number && attempts.TryGetInt32(out var count) && count is >= 1 and <= 1000
                ? count
                : throw new FormatException("'retry.maxAttempts' must be a whole number from 1 to 1000.");
        }

        policy.FirstDelay = Span(json, "firstDelay", policy.FirstDelay);
        policy.MaxDelay = Span(json, "maxDelay", policy.MaxDelay);
        if (JsonMembers.Find(json, "jitter") is { } jitter)
        {
            policy.Jitter = jitter.ValueKind == JsonValueKind.Number && jitter.GetDouble() is >= 0 and <= 1 and var part
                ? part
                : throw new FormatException("'retry.jitter' must be a number from 0 to 1.");
        }

        return policy;
    }

    private static TimeSpan Span(JsonElement json, string name, TimeSpan otherwise)
    {
        if (JsonMembers.Find(json, name) is null)
            return otherwise;
        return TimeSpan.TryParse(JsonMembers.Text(json, name), System.Globalization.CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero
            ? span
            : throw new FormatException($"'retry.{name}' must be a time span such as 00:00:05.");
    }
}
