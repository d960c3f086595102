using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Sdk.Agents;

/// <summary>
/// Work for agents: programs on a customer's premises that ask this server for work and report on it, because nothing there can be called from
/// outside. What is submitted is kept until its agent has reported, however long that is away.
/// </summary>
public interface IAgentTasks
{
    /// <summary>
    /// Gives work to an agent, once for each key. When it is reported on, bookmarks of <see cref="AgentBookmark"/> are met; look with
    /// <see cref="FindAsync"/> then.
    /// </summary>
    /// <param name="order">The work.</param>
    /// <param name="isGivenUp">
    /// Whether a result says that nothing was done, so that the same key may be ordered again; null for never. What failed may always be ordered again.
    /// </param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>What was reported; null while nothing is.</returns>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.Rejected"/>: the key was ordered before, with other content.
    /// </exception>
    Task<AgentAnswer?> SubmitAsync(AgentOrder order, Func<JsonElement, bool>? isGivenUp, CancellationToken cancellationToken);

    /// <summary>Looks what was reported on submitted work.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The work's key.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The report; null while there is none.</returns>
    Task<AgentAnswer?> FindAsync(string agent, string key, CancellationToken cancellationToken);

    /// <summary>Asks an agent something that changes nothing, and waits for the answer. Nothing of it is kept.</summary>
    /// <param name="order">The question; its key is not used.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.Transient"/>: the agent is away or did not answer in time. Or what the agent failed with.
    /// </exception>
    Task<AgentAnswer> AskAsync(AgentOrder order, TimeSpan patience, CancellationToken cancellationToken);

    /// <summary>Says what is known of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The agent; null if it was never heard of.</returns>
    Task<AgentSighting?> SightingAsync(string agent, CancellationToken cancellationToken);
}
