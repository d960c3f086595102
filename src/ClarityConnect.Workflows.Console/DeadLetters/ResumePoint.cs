namespace ClarityConnect.Workflows.Console.DeadLetters;

/// <summary>A step that a failed run can go back to.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">How its last execution ended, in Elsa's spelling.</param>
/// <param name="StartedAt">When its last execution began.</param>
/// <param name="IsFailed">Whether it is the step that failed.</param>
internal sealed record ResumePoint(string ActivityId, string Name, string Status, DateTimeOffset StartedAt, bool IsFailed);
