namespace ClarityConnect.Workflows.Engine.Activities.Alerts;

/// <summary>Runs of one workflow that were given up since the alert before.</summary>
/// <param name="DefinitionId">The workflow's id.</param>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Count">How many dead letters there are.</param>
/// <param name="DeadLetters">The first of them, at most 50, oldest first.</param>
public sealed record DeadLetterAlert(string DefinitionId, string Workflow, int Count, IReadOnlyList<DeadLetterSummary> DeadLetters);
