namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>Which lines of a journal to read. Empty lists do not filter.</summary>
public sealed record JournalFilter
{
    /// <summary>Only these activities.</summary>
    public IReadOnlyList<string> ActivityIds { get; init; } = [];

    /// <summary>Only these nodes.</summary>
    public IReadOnlyList<string> NodeIds { get; init; } = [];

    /// <summary>Not these activity types.</summary>
    public IReadOnlyList<string> ExcludedActivityTypes { get; init; } = [];

    /// <summary>Only these events.</summary>
    public IReadOnlyList<string> EventNames { get; init; } = [];
}
