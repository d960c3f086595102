namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>What a person may do with a dead letter, besides restarting its instance.</summary>
public enum RedriveVerb
{
    /// <summary>Try the failed activity again.</summary>
    RetryThis,

    /// <summary>Go back to an earlier activity and go on from there.</summary>
    RetryFrom,

    /// <summary>Leave the activity out, giving its outputs by hand.</summary>
    Skip,
}
