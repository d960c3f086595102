namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>An entry of the journal that is not simply the beginning or the end of an execution.</summary>
public sealed record JournalEntry
{
    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The place in the journal, shared with the beginnings and ends of executions.</summary>
    public required long Sequence { get; init; }

    /// <summary>The execution that it is about; null for the instance.</summary>
    public int? ExecutionNumber { get; init; }

    /// <summary>"Suspended", "Resumed", "Faulted", "Retrying", "Canceled"…</summary>
    public required string EventName { get; init; }

    /// <summary>What happened, in a person's words.</summary>
    public string? Message { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Further data, JSON, masked.</summary>
    public ReadOnlyMemory<byte>? Details { get; init; }
}
