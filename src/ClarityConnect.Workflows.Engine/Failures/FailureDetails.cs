using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>A failure as data: what happened on one attempt of one activity.</summary>
public sealed record FailureDetails
{
    /// <summary>What kind of failure it was.</summary>
    public required FailureKind Kind { get; init; }

    /// <summary>What happened and what to do, masked.</summary>
    public required string Message { get; init; }

    /// <summary>The exception's type.</summary>
    public required string Type { get; init; }

    /// <summary>Where: definition, activity and input, in words.</summary>
    public required string Where { get; init; }

    /// <summary>Which attempt, from 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The vendor's code.</summary>
    public string? VendorCode { get; init; }

    /// <summary>The vendor's words, masked.</summary>
    public string? VendorMessage { get; init; }

    /// <summary>The vendor's support id.</summary>
    public string? SupportId { get; init; }

    /// <summary>The stack trace, for failures that nobody foresaw.</summary>
    public string? StackTrace { get; init; }

    /// <summary>What caused it.</summary>
    public FailureDetails? Cause { get; init; }
}
