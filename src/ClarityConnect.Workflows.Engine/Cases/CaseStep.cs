using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>Something that happens while the workflow waits or after it was given up: time passes, an event comes, somebody decides about a review item or retries.</summary>
public sealed record CaseStep
{
    /// <summary>How much time passes.</summary>
    public TimeSpan? Advance { get; init; }

    /// <summary>The name of an event that is published; null for none.</summary>
    public string? Publish { get; init; }

    /// <summary>What the event carries.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What somebody decides about the newest open review item; null for nothing.</summary>
    public CaseReview? Review { get; init; }

    /// <summary>The activity from which somebody retries the run that was given up, after <see cref="Advance"/>; null for nothing.</summary>
    public string? RetryFrom { get; init; }

    /// <summary>Whether what started the run starts another one, as an event does that comes twice. What is expected is looked at there.</summary>
    public bool Again { get; init; }
}
