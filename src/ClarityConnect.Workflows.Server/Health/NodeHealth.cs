using ClarityConnect.Workflows.Engine.Queue;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClarityConnect.Workflows.Server.Health;

/// <summary>Whether this node may take work.</summary>
internal sealed class NodeHealth(NodeLease node) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        node.Id is null
            ? HealthCheckResult.Unhealthy("The node is not registered, so it takes no work. It tries again by itself.")
            : HealthCheckResult.Healthy("The node is registered."));
}
