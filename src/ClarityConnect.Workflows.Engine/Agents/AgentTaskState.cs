namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>Where the work for an agent stands on our side.</summary>
public enum AgentTaskState
{
    /// <summary>Nobody has it.</summary>
    Waiting,

    /// <summary>The agent has it, as long as its lease lasts.</summary>
    Claimed,

    /// <summary>The agent has reported.</summary>
    Answered,
}
