namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Where an execution of an activity stands while its instance has not finished.</summary>
internal enum ExecutionStatus
{
    /// <summary>In the instance's queue.</summary>
    Scheduled,

    /// <summary>Begun; waits for children, for a bookmark or for the rest of its own code.</summary>
    Running,

    /// <summary>Failed; waits for its next attempt.</summary>
    Retrying,

    /// <summary>Given up; waits for a person.</summary>
    Faulted,
}
