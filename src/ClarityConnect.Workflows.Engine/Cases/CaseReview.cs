using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>A decision about a review item in a case.</summary>
public sealed record CaseReview
{
    /// <summary>The kind of the item that is decided; null for any.</summary>
    public string? Kind { get; init; }

    /// <summary>The key of the item that is decided; null for any.</summary>
    public string? Key { get; init; }

    /// <summary>The choice.</summary>
    public required string Choice { get; init; }

    /// <summary>What the person who decides says.</summary>
    public string? Comment { get; init; }

    /// <summary>The data as that person corrects them; null where they stay as they are.</summary>
    public JsonElement? Data { get; init; }
}
