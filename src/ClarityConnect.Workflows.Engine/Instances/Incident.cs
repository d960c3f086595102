using ClarityConnect.Workflows.Engine.Failures;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>A failure that waits for a person, or did.</summary>
/// <param name="DeadLetterId">The dead letter that was made of it.</param>
/// <param name="ActivityId">The activity.</param>
/// <param name="NodeId">Its path.</param>
/// <param name="ActivityType">Its type.</param>
/// <param name="ExecutionNumber">The execution.</param>
/// <param name="Failure">What happened.</param>
/// <param name="IsResolved">Whether a person has dealt with it.</param>
public sealed record Incident(
    string DeadLetterId,
    string ActivityId,
    string NodeId,
    string ActivityType,
    int ExecutionNumber,
    FailureDetails Failure,
    bool IsResolved);
