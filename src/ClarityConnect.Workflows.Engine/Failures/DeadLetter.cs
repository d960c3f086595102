using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>Work that was given up, kept with all that is needed to go on: the failure, every attempt and the place to resume.</summary>
public sealed record DeadLetter
{
    /// <summary>The dead letter's id, time-ordered.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>Its definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its version.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>Its correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The activity that failed.</summary>
    public required string ActivityId { get; init; }

    /// <summary>That activity's name.</summary>
    public required string ActivityName { get; init; }

    /// <summary>The execution to resume.</summary>
    public required int ExecutionNumber { get; init; }

    /// <summary>What kind of failure it was.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>What happened and what to do.</summary>
    public required string Message { get; init; }

    /// <summary>Every attempt with its failure, JSON array of <see cref="FailureDetails"/>.</summary>
    public required ReadOnlyMemory<byte> Attempts { get; init; }

    /// <summary>When it was given up.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was resolved; null while it is open.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How it was resolved: "Retried", "Restarted", "Skipped", "Superseded" or "Cancelled".</summary>
    public string? Resolution { get; init; }
}
