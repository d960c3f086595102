using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Schedules;

/// <summary>A stored schedule of a published trigger.</summary>
public sealed record ScheduleRow
{
    /// <summary>Definition id and activity id, joined by a colon.</summary>
    public required string Id { get; init; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The published version.</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>That version's number.</summary>
    public required int Version { get; init; }

    /// <summary>The trigger activity.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The cron expression; null for an interval or a moment.</summary>
    public string? Cron { get; init; }

    /// <summary>The interval; null for cron or a moment.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The only moment; null where it repeats.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The IANA zone that the cron expression is read in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What to do with due times that passed.</summary>
    public required MisfirePolicy Misfire { get; init; }

    /// <summary>Whether the trigger polls instead of starting an instance at each due time.</summary>
    public required bool IsPoll { get; init; }

    /// <summary>Whether another instance may be started while some run.</summary>
    public ActivationStrategy Activation { get; init; }

    /// <summary>When it fires next; null when it never does again.</summary>
    public required DateTimeOffset? NextDueAt { get; init; }

    /// <summary>The polling cursor, JSON.</summary>
    public ReadOnlyMemory<byte>? Cursor { get; init; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>What the last failure said.</summary>
    public string? LastError { get; init; }

    /// <summary>The fencing number of the claim; set by the store.</summary>
    public long Fence { get; init; }
}
