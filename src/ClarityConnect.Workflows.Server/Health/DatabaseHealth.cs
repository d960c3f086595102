using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClarityConnect.Workflows.Server.Health;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(IExecutionStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            await store.NextDueAsync(cancellationToken);
            return HealthCheckResult.Healthy("The database answers.");
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.");
        }
    }
}
