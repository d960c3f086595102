using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>A person's decision about a dead letter.</summary>
/// <param name="DeadLetterId">The dead letter.</param>
/// <param name="Verb">What to do.</param>
/// <param name="By">Who decided.</param>
/// <param name="ActivityId">Where to go on from, for <see cref="RedriveVerb.RetryFrom"/>; the failed activity if null.</param>
/// <param name="Outputs">The outputs to put in place, for <see cref="RedriveVerb.Skip"/>.</param>
/// <param name="Outcomes">The outcomes to follow, for <see cref="RedriveVerb.Skip"/>; "Done" if null.</param>
/// <param name="Variables">Variables to correct before going on, by name; each in the nearest scope of the failed activity that has it.</param>
public sealed record RedriveDecision(
    string DeadLetterId,
    RedriveVerb Verb,
    string By,
    string? ActivityId = null,
    Dictionary<string, JsonElement>? Outputs = null,
    string[]? Outcomes = null,
    Dictionary<string, JsonElement>? Variables = null);
