namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>A line of the journal as read: the beginning or the end of an execution, or an entry of its own.</summary>
/// <param name="Sequence">The place in the journal.</param>
/// <param name="EventName">"Started", "Completed", "Faulted", "Canceled" or an entry's own.</param>
/// <param name="Timestamp">When.</param>
/// <param name="Message">What happened.</param>
/// <param name="Execution">The execution; null for the instance itself. Its details are filled in.</param>
/// <param name="Details">An entry's further data.</param>
public sealed record JournalRecord(
    long Sequence,
    string EventName,
    DateTimeOffset Timestamp,
    string? Message,
    ActivityExecutionRow? Execution,
    ReadOnlyMemory<byte>? Details);
