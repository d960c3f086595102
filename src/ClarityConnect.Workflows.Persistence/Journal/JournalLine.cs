namespace ClarityConnect.Workflows.Persistence.Journal;

/// <summary>The narrow columns by which a line of the journal is found.</summary>
internal sealed class JournalLine
{
    public required long Sequence { get; init; }

    public required string EventName { get; init; }

    public int? Number { get; init; }

    public required bool IsEntry { get; init; }

    public string? ActivityId { get; init; }

    public string? NodeId { get; init; }

    public string? ActivityType { get; init; }
}
