using ClarityConnect.Workflows.Engine.Inbox;

namespace ClarityConnect.Workflows.Engine.Schedules;

/// <summary>What came of a claimed schedule, written in one transaction with the messages that it caused.</summary>
/// <param name="Schedule">The schedule as it was claimed.</param>
/// <param name="NextDueAt">When it fires next; null for never.</param>
/// <param name="Cursor">The new polling cursor; null to keep the old one.</param>
/// <param name="Failures">How often it has failed in a row.</param>
/// <param name="LastError">What the failure said; null after success.</param>
/// <param name="Ingestions">The messages, with the instances that they start.</param>
public sealed record ScheduleCompletion(
    ScheduleRow Schedule,
    DateTimeOffset? NextDueAt,
    ReadOnlyMemory<byte>? Cursor,
    int Failures,
    string? LastError,
    IReadOnlyList<Ingestion> Ingestions);
