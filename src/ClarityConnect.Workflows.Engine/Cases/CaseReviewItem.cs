namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>A review item that a case expects; what is null is not looked at.</summary>
public sealed record CaseReviewItem
{
    /// <summary>Its kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Its key.</summary>
    public string? Key { get; init; }

    /// <summary>A part of its title.</summary>
    public string? Title { get; init; }

    /// <summary>The decision; "Open" where there is none yet.</summary>
    public string? Decision { get; init; }
}
