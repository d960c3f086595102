namespace ClarityConnect.Workflows.Conformance.Observations;

/// <summary>An execution of an activity, as the API shows it.</summary>
internal sealed record Execution(
    string ActivityId, string? Name, string Type, string Status, string? Text, IReadOnlyList<string> Outcomes, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt)
{
    public bool Is(string idOrName) => ActivityId == idOrName || Name == idOrName;
}
