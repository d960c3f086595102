using System.Diagnostics.Metrics;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>What connections tell a monitoring system, each with the tag <c>connection</c>.</summary>
public sealed class ConnectionMetrics : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ClarityConnect.Workflows";

    /// <summary>Counts calls that were made again at once.</summary>
    public const string FastRetries = "clarity.connections.fast_retries";

    /// <summary>Counts alerts of rate limits that persist.</summary>
    public const string RateLimitAlerts = "clarity.connections.rate_limit_alerts";

    /// <summary>1 for each connection that its vendor holds back on this node.</summary>
    public const string HeldBack = "clarity.connections.held_back";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> fastRetries;
    private readonly Counter<long> alerts;

    /// <param name="heldBack">The names of the connections that are held back now.</param>
    internal ConnectionMetrics(Func<IEnumerable<string>> heldBack)
    {
        fastRetries = meter.CreateCounter<long>(FastRetries, description: "Calls that were made again at once.");
        alerts = meter.CreateCounter<long>(RateLimitAlerts, description: "Rate limits that persisted.");
        meter.CreateObservableGauge(HeldBack, () => heldBack().Select(name => new Measurement<int>(1, Tag(name))), description: "Connections that are held back by their vendor.");
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    internal void Retried(string connection) => fastRetries.Add(1, Tag(connection));

    internal void Alerted(string connection) => alerts.Add(1, Tag(connection));

    private static KeyValuePair<string, object?> Tag(string connection) => new("connection", connection);
}
