using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.Hello.Tests;

/// <summary>The real engine with the plugin in it, and a connection "service" to the service's twin.</summary>
internal sealed class ServiceStage : IAsyncDisposable
{
    private ServiceStage(ServiceTwin service, WorkflowHarness harness) => (Service, Harness) = (service, harness);

    public ServiceTwin Service { get; }

    public WorkflowHarness Harness { get; }

    public static async Task<ServiceStage> OpenAsync(CancellationToken cancellationToken)
    {
        var service = await ServiceTwin.StartAsync();
        var harness = await WorkflowHarness.StartAsync(
            [typeof(AddItem), typeof(ItemAdded)],
            [typeof(ServiceConnection)],
            // Further attempts at once, so that tests need not wait for them.
            services => services.Configure<RetryOptions>(retry => (retry.MaxAttempts, retry.FirstDelay) = (3, TimeSpan.FromMilliseconds(5))),
            cancellationToken);
        await harness.ConnectAsync(
            "service",
            "acme.hello",
            new { address = service.Address, apiKey = ServiceTwin.ApiKey, signingSecret = ServiceTwin.SigningSecret, allowPrivateAddresses = true },
            cancellationToken);
        return new ServiceStage(service, harness);
    }

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        await Service.DisposeAsync();
    }
}
