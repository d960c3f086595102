namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>How an item ends.</summary>
/// <param name="State">In which state; not <see cref="ReviewState.Open"/>.</param>
/// <param name="Choice">The choice that was taken; null where nobody decided.</param>
/// <param name="By">Who decided; null where nobody did.</param>
/// <param name="At">When.</param>
/// <param name="Comment">What the person wants to be known; null for nothing.</param>
/// <param name="CorrectedSubject">The corrected data, JSON; null where they are left as they are.</param>
public sealed record ReviewDecision(ReviewState State, string? Choice, string? By, DateTimeOffset At, string? Comment = null, string? CorrectedSubject = null);
