using ClarityConnect.Workflows.Engine.Queue.RabbitMq;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClarityConnect.Workflows.Server.Health;

/// <summary>Whether RabbitMQ distributes the work. Without it this node still works, so it is never unhealthy.</summary>
internal sealed class RabbitMqHealth(RabbitMqRelay relay) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) => Task.FromResult(
        relay.AwaySince is { } since
            ? HealthCheckResult.Degraded(
                $"RabbitMQ has not been reached since {since:u}. This node takes its work from the database and tries again every second; the log says why.")
            : HealthCheckResult.Healthy("RabbitMQ distributes the work."));
}
