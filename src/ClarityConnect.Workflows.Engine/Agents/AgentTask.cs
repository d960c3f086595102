namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>Work for an agent, with what was reported on it.</summary>
public sealed record AgentTask
{
    /// <summary>The agent's name; with <see cref="Key"/> unique.</summary>
    public required string Agent { get; init; }

    /// <summary>The work's business key.</summary>
    public required string Key { get; init; }

    /// <summary>The id of this order of the work, time-ordered. An order after a refusal has a new one.</summary>
    public required string Id { get; init; }

    /// <summary>What to do.</summary>
    public required string Operation { get; init; }

    /// <summary>What it is done with, JSON.</summary>
    public required string Input { get; init; }

    /// <summary>SHA-256 of operation and input, lower-case hex.</summary>
    public required string InputHash { get; init; }

    /// <summary>Where it stands.</summary>
    public AgentTaskState State { get; init; }

    /// <summary>How often an agent took it.</summary>
    public int Attempts { get; init; }

    /// <summary>From when an agent may take it.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Until when the agent that took it is waited for; null unless claimed.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>The newest result, JSON; null before the first report and after a failure.</summary>
    public string? Result { get; init; }

    /// <summary>The failure, JSON; null without one. While it waits: why the last attempt failed.</summary>
    public string? Failure { get; init; }

    /// <summary>How many parts the result has besides.</summary>
    public int PartCount { get; init; }

    /// <summary>Grows with every report.</summary>
    public int News { get; init; }

    /// <summary>When it was ordered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
