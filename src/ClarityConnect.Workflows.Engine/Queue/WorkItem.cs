namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>A row of the queue: something to do with an instance, not before its due time.</summary>
public sealed record WorkItem
{
    /// <summary>The item's id, time-ordered.</summary>
    public required string Id { get; init; }

    /// <summary>The instance.</summary>
    public required string InstanceId { get; init; }

    /// <summary>What to do.</summary>
    public required WorkItemKind Kind { get; init; }

    /// <summary>Not before this moment.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>The bookmark that was met; for <see cref="WorkItemKind.Resume"/> and <see cref="WorkItemKind.Due"/>.</summary>
    public string? BookmarkId { get; init; }

    /// <summary>The inbox message that caused it.</summary>
    public string? InboxMessageId { get; init; }

    /// <summary>The execution to try again; for <see cref="WorkItemKind.Retry"/>.</summary>
    public int? ExecutionNumber { get; init; }

    /// <summary>Further data as JSON: for a start the trigger activity id, for a redrive the person's decision, for an upgrade the version.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>The payload of the inbox message, filled in when the item is claimed; never stored with the item.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }
}
