using ClarityConnect.Workflows.Engine.Scripting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClarityConnect.Workflows.Server.Health;

/// <summary>Whether JavaScript can be run.</summary>
internal sealed class ScriptRunnerHealth(ScriptRunnerPool scripts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            await scripts.StartAsync(cancellationToken);
            return HealthCheckResult.Healthy("The script runners are up.");
        }
        catch (ScriptFailedException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Problem);
        }
    }
}
