using System.Text.Json;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What to do with a dead letter.</summary>
/// <param name="Verb">"RetryThis", "RetryFrom", "Skip" or "Restart".</param>
/// <param name="ActivityId">For RetryFrom: where to go on from; the failed activity if null.</param>
/// <param name="Outputs">For Skip: the outputs to put in place of the activity's, by name.</param>
/// <param name="Outcomes">For Skip: the outcomes to follow; "Done" if null.</param>
/// <param name="Variables">Variables to correct before going on, by name; not for Restart.</param>
internal sealed record RedriveRequest(string? Verb, string? ActivityId, Dictionary<string, JsonElement>? Outputs, string[]? Outcomes, Dictionary<string, JsonElement>? Variables = null);
