using System.Text.Json;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ClarityConnect.Workflows.Server.Health;

/// <summary>Says whether the process lives (<c>/health/live</c>) and whether it can work (<c>/health/ready</c>).</summary>
internal static class ServerHealth
{
    private const string Ready = "ready";

    public static void AddServerHealth(this IServiceCollection services, ServerSettings settings)
    {
        var checks = services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", tags: [Ready], timeout: TimeSpan.FromSeconds(3))
            .AddCheck<NodeHealth>("node", tags: [Ready], timeout: TimeSpan.FromSeconds(3))
            .AddCheck<ScriptRunnerHealth>("scriptRunners", tags: [Ready], timeout: TimeSpan.FromSeconds(3));
        if (settings.UsesRabbitMq)
            checks.AddCheck<RabbitMqHealth>("rabbitMq", tags: [Ready], timeout: TimeSpan.FromSeconds(3));
    }

    public static void MapServerHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync })
            .AllowAnonymous();
    }

    /// <summary>Only states and our own words: everybody may read this.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                entry => entry.Key,
                entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
        },
        JsonSerializerOptions.Web,
        context.RequestAborted);
}
