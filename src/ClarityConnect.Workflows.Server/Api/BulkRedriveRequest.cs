using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What to do with many dead letters: those listed, or the open ones that fit all that is given.</summary>
/// <param name="Verb">"RetryThis", "RetryFrom", "Skip" or "Restart".</param>
/// <param name="Ids">Only these, at most 500.</param>
/// <param name="DefinitionId">Only this definition's.</param>
/// <param name="Kind">Only failures of this kind.</param>
/// <param name="ActivityId">Only failures of this activity.</param>
/// <param name="Before">Only those older than the one with this id: <see cref="BulkRedriveAnswer.Next"/> of the call before.</param>
/// <param name="FromActivityId">For RetryFrom: where to go on from; the failed activity if null.</param>
/// <param name="Outputs">For Skip: the outputs to put in place of the activity's, by name.</param>
/// <param name="Outcomes">For Skip: the outcomes to follow; "Done" if null.</param>
/// <param name="Variables">Variables to correct before going on, by name; not for Restart.</param>
/// <param name="DryRun">Whether to count only.</param>
internal sealed record BulkRedriveRequest(
    string? Verb,
    string[]? Ids = null,
    string? DefinitionId = null,
    FailureKind? Kind = null,
    string? ActivityId = null,
    string? Before = null,
    string? FromActivityId = null,
    Dictionary<string, JsonElement>? Outputs = null,
    string[]? Outcomes = null,
    Dictionary<string, JsonElement>? Variables = null,
    bool DryRun = false);
