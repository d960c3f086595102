using ClarityConnect.Workflows.Server.Hosting;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Makes the first way in: the bootstrap key.</summary>
internal static class FirstStart
{
    public static async Task RunAsync(IServiceProvider services, ServerSettings settings, CancellationToken cancellationToken)
    {
        if (settings.BootstrapApiKey is { } key)
            await services.GetRequiredService<ApiKeyDirectory>().EnsureAsync(key, "bootstrap", AccessPolicy.Administrator, cancellationToken);
    }
}
