namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>A second attempt of a run that failed in a case.</summary>
public sealed record CaseRetry
{
    /// <summary>The id of the activity to go on from; null for the one that failed.</summary>
    public string? From { get; init; }
}
