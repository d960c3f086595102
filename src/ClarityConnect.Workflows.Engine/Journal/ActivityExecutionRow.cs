namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>One execution of one activity, as people see it. Written once or, where it spans bursts, again.</summary>
public sealed record ActivityExecutionRow
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The execution's number within the instance, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The number of the execution that scheduled it; null for the workflow itself.</summary>
    public int? ParentNumber { get; init; }

    /// <summary>The path of activity ids from the workflow down, joined by colons.</summary>
    public required string NodeId { get; init; }

    /// <summary>The activity's id.</summary>
    public required string ActivityId { get; init; }

    /// <summary>The activity's type.</summary>
    public required string ActivityType { get; init; }

    /// <summary>The activity's version.</summary>
    public required int ActivityVersion { get; init; }

    /// <summary>The activity's name in the definition.</summary>
    public string? ActivityName { get; init; }

    /// <summary>"Running", "Completed", "Canceled" or "Faulted", in Elsa's spelling.</summary>
    public required string Status { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The place of its beginning in the journal.</summary>
    public required long StartedSequence { get; init; }

    /// <summary>The place of its end in the journal.</summary>
    public long? CompletedSequence { get; init; }

    /// <summary>Whether it waits on bookmarks.</summary>
    public bool HasBookmarks { get; init; }

    /// <summary>Inputs, outputs, outcomes and failure as JSON: <c>{"state":{},"outputs":{},"outcomes":[],"exception":{}}</c>, masked.</summary>
    public ReadOnlyMemory<byte>? Details { get; init; }
}
