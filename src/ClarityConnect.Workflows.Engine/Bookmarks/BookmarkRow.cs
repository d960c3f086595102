namespace ClarityConnect.Workflows.Engine.Bookmarks;

/// <summary>A stored bookmark. An inbox message claims it at most once.</summary>
public sealed record BookmarkRow
{
    /// <summary>The bookmark's id.</summary>
    public required string Id { get; init; }

    /// <summary>The instance that waits.</summary>
    public required string InstanceId { get; init; }

    /// <summary>The execution that waits.</summary>
    public required int ExecutionNumber { get; init; }

    /// <summary>The activity that waits.</summary>
    public required string ActivityId { get; init; }

    /// <summary>What is waited for.</summary>
    public required string Name { get; init; }

    /// <summary>The key within the name.</summary>
    public required string Key { get; init; }

    /// <summary>Only messages with this correlation id, or with none, meet it; null meets any.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When it is met without a message; a work item of kind Due is stored with it.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
