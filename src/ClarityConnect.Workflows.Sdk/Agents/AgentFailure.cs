using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>A failure as it is told over a wire.</summary>
/// <param name="Kind">What kind of failure it is.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Code">The other system's code; null where there is none.</param>
/// <param name="Text">The other system's own words; null where there are none.</param>
/// <param name="RetryAfterSeconds">How long to wait before another attempt; null where nobody said.</param>
public sealed record AgentFailure(FailureKind Kind, string Message, string? Code = null, string? Text = null, double? RetryAfterSeconds = null)
{
    /// <summary>Whether another attempt may succeed by itself.</summary>
    public bool MayPass => Kind is FailureKind.Transient or FailureKind.RateLimited;

    /// <summary>Writes a failure down.</summary>
    /// <param name="exception">The failure.</param>
    public static AgentFailure Of(ActivityException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new AgentFailure(exception.Kind, exception.Message, exception.VendorCode, exception.VendorMessage, exception.RetryAfter?.TotalSeconds);
    }

    /// <summary>The failure as activities know it.</summary>
    public ActivityException ToException() => new(Kind, Message)
    {
        VendorCode = Code,
        VendorMessage = Text,
        RetryAfter = RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
