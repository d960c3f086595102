using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>Which dead letters to list, newest first.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>Only open (or only resolved) ones; null for both.</summary>
    public bool? IsOpen { get; init; } = true;

    /// <summary>Only this instance's.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only this definition's.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>Only failures of this kind.</summary>
    public FailureKind? Kind { get; init; }

    /// <summary>Only failures of this activity.</summary>
    public string? ActivityId { get; init; }

    /// <summary>Only those older than the one with this id, for keyset paging.</summary>
    public string? Before { get; init; }

    /// <summary>How many. Default 50.</summary>
    public int Take { get; init; } = 50;
}
