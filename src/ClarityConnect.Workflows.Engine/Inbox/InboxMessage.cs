namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>An outside event, stored before it is acknowledged.</summary>
public sealed record InboxMessage
{
    /// <summary>Our id, time-ordered.</summary>
    public required string Id { get; init; }

    /// <summary>Where it comes from; with <see cref="EventId"/> unique, which absorbs duplicates. At most 200 characters.</summary>
    public required string Source { get; init; }

    /// <summary>The sender's id of the event. At most 200 characters.</summary>
    public required string EventId { get; init; }

    /// <summary>What kind of event it is; the name that triggers and bookmarks have.</summary>
    public required string Name { get; init; }

    /// <summary>The key within the name.</summary>
    public required string Key { get; init; }

    /// <summary>Only bookmarks with this correlation id, or with none, match.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>If set, only bookmarks of this instance match, and no trigger.</summary>
    public string? InstanceId { get; init; }

    /// <summary>What it carries, JSON.</summary>
    public ReadOnlyMemory<byte>? Payload { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How long it waits for a bookmark that is not there yet.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
