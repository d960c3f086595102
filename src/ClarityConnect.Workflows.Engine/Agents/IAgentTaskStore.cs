namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>Where the work for agents is kept.</summary>
public interface IAgentTaskStore
{
    /// <summary>Adds work.</summary>
    /// <param name="task">The work.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if there is work with this agent and key.</returns>
    Task<bool> AddAsync(AgentTask task, CancellationToken cancellationToken);

    /// <summary>Orders known work anew.</summary>
    /// <param name="task">The new order, with the agent and key of the old one.</param>
    /// <param name="formerId">The id of the order that it replaces.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if somebody else was faster.</returns>
    Task<bool> RenewAsync(AgentTask task, string formerId, CancellationToken cancellationToken);

    /// <summary>Finds work by its key.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<AgentTask?> FindAsync(string agent, string key, CancellationToken cancellationToken);

    /// <summary>Finds an order of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="id">The order's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<AgentTask?> FindOrderAsync(string agent, string id, CancellationToken cancellationToken);

    /// <summary>Gives an agent what is due, oldest first, and what an earlier lease ran out on.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The present.</param>
    /// <param name="leaseUntil">Until when the agent is waited for.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<IReadOnlyList<AgentTask>> ClaimAsync(string agent, DateTimeOffset now, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken);

    /// <summary>Stores what came of an order, unless it is answered already.</summary>
    /// <param name="task">The order with its new state, due time, result and failure; news is counted up.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether it was stored.</returns>
    Task<bool> ReportAsync(AgentTask task, CancellationToken cancellationToken);

    /// <summary>Stores a newer result of answered work, unless somebody else stored one meanwhile.</summary>
    /// <param name="task">The work as it was read.</param>
    /// <param name="result">The newer result.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether it was stored.</returns>
    Task<bool> UpdateAsync(AgentTask task, string result, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stores a part of a result; the same part twice is one.</summary>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task AddPartAsync(AgentTaskPart part, CancellationToken cancellationToken);

    /// <summary>Reads the parts of a result in order.</summary>
    /// <param name="taskId">The order's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<AgentTaskPart>> ReadPartsAsync(string taskId, CancellationToken cancellationToken);

    /// <summary>Removes work with its parts.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task DeleteAsync(string agent, string key, CancellationToken cancellationToken);

    /// <summary>Removes work that has not changed for long: answered work, and questions that nobody waits for.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="prefix">What the keys of the work begin with; empty for all.</param>
    /// <param name="unchangedSince">What changed before goes.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task PruneAsync(string agent, string prefix, DateTimeOffset unchangedSince, CancellationToken cancellationToken);

    /// <summary>Notes that an agent was heard of.</summary>
    /// <param name="agent">The agent; empty version and report keep what is known.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task SeeAsync(AgentRow agent, CancellationToken cancellationToken);

    /// <summary>Finds an agent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<AgentRow?> FindAgentAsync(string name, CancellationToken cancellationToken);
}
