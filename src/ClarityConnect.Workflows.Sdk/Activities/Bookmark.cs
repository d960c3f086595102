namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>A named point where an execution waits, met by an outside event, by a due time, or by whichever comes first.</summary>
/// <param name="Name">What is waited for, usually the activity's type; the matching event's kind.</param>
public sealed record Bookmark(string Name)
{
    /// <summary>The key within the name, such as the name of an event; empty where the name says all.</summary>
    public string Key { get; init; } = "";

    /// <summary>If set, only events with this correlation id or none meet the bookmark.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>If set, the bookmark is met at this moment even without an event.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Given back in <see cref="Resumption.Tag"/>.</summary>
    public string? Tag { get; init; }
}
