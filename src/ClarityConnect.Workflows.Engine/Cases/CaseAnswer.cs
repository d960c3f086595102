using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>What one execution of an activity that reaches out is answered with; the n-th answer of an activity is for its n-th execution.</summary>
public sealed record CaseAnswer
{
    /// <summary>The activity's id.</summary>
    public required string Activity { get; init; }

    /// <summary>Its outputs by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> Outputs { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Its outcomes; "Done" if empty.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>How it fails for good; null if it succeeds.</summary>
    public CaseFailure? Failure { get; init; }
}
