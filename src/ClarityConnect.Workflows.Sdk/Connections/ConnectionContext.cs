using ClarityConnect.Workflows.Sdk.Agents;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>What a client of a connection works with.</summary>
/// <param name="Name">The connection's name.</param>
/// <param name="Http">
/// The connection's HTTP client: guarded against private addresses, behind the connection's circuit breaker, without a base address
/// and with a time-out of 100 seconds for each call. What may pass at once (no connection, a lost answer, HTTP 408, 502, 503 and 504) it tries
/// again by itself, at most twice and within a second: GET, HEAD, OPTIONS, requests with <see cref="RepeatableRequest.MarkRepeatable"/>, and
/// any request for which no connection could be made. What fails otherwise, or still fails then, is for the caller.
/// </param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">A logger that carries the connection's name.</param>
public sealed record ConnectionContext(string Name, HttpClient Http, TimeProvider Time, ILogger Logger)
{
    /// <summary>Work for agents on customers' premises, for connections that go through one; null where there is no server around.</summary>
    public IAgentTasks? Agents { get; init; }

    /// <summary>
    /// How many nodes use the connection at this moment, this one included: each takes its share of the vendor's limits. It changes while nodes start
    /// and stop, and asking costs nothing, so ask before each call. Default is one.
    /// </summary>
    public Func<int> Nodes { get; init; } = static () => 1;

    /// <summary>The connection's stored secrets, for those that the vendor replaces; null where nothing is stored.</summary>
    public IConnectionSecrets? Secrets { get; init; }
}
