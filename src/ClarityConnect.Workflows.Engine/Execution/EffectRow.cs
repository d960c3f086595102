namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>An effect on the outside world that was begun: stored before the call, closed with the next checkpoint.</summary>
public sealed record EffectRow
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The idempotency key, unique within the instance.</summary>
    public required string Key { get; init; }

    /// <summary>The activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The execution.</summary>
    public required int ExecutionNumber { get; init; }

    /// <summary>SHA-256 of the evaluated inputs, lower-case hex.</summary>
    public required string RequestHash { get; init; }

    /// <summary>Which attempt.</summary>
    public required int Attempt { get; init; }

    /// <summary>"Started", "Applied", "NotApplied" or "Unknown".</summary>
    public required string Status { get; init; }

    /// <summary>When the call was about to be made.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its outcome was known.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
