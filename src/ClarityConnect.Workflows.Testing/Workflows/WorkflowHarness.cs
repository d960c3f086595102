using System.Text.Json;
using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClarityConnect.Workflows.Testing.Workflows;

/// <summary>The real engine over stores in memory, for testing definitions without a server. Scripts run in the real sandbox, so Node.js must be installed.</summary>
public sealed partial class WorkflowHarness : IAsyncDisposable
{
    private readonly IHost host;

    private WorkflowHarness(IHost host) => this.host = host;

    /// <summary>The engine's services.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>What pages and the API read about instances.</summary>
    public IInstanceReader Instances => Services.GetRequiredService<IInstanceReader>();

    /// <summary>Starts, cancels and redrives instances.</summary>
    public WorkflowRuntime Runtime => Services.GetRequiredService<WorkflowRuntime>();

    /// <summary>Starts the engine.</summary>
    /// <param name="activities">Further activity classes.</param>
    /// <param name="connectionTypes">Further connection types.</param>
    /// <param name="configure">Changes services and options, for example the clock.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<WorkflowHarness> StartAsync(
        IEnumerable<Type>? activities = null,
        IEnumerable<Type>? connectionTypes = null,
        Action<IServiceCollection>? configure = null,
        CancellationToken cancellationToken = default)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddInMemoryStores();
        builder.Services.AddClarityWorkflows(activities ?? [], connectionTypes ?? []);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new WorkflowHarness(host);
    }

    /// <summary>Imports and publishes a definition.</summary>
    /// <param name="json">The definition in Elsa's JSON.</param>
    /// <param name="cancellationToken">Cancels the import.</param>
    public async Task<DefinitionVersion> PublishAsync(string json, CancellationToken cancellationToken)
    {
        var (version, _) = await Services.GetRequiredService<DefinitionPublisher>().SaveAsync(DefinitionDocument.Parse(json), publish: true, cancellationToken);
        return version;
    }

    /// <summary>Starts an instance and waits until it finishes, fails, or waits for something.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="input">The workflow's inputs.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<WorkflowRun> RunAsync(string definitionId, Dictionary<string, JsonElement>? input, CancellationToken cancellationToken)
    {
        var id = Services.GetRequiredService<IdGenerator>().Next();
        var burst = Services.GetRequiredService<InstanceEvents>().NextBurst(id);
        await Runtime.StartAsync(new StartRequest(definitionId) { InstanceId = id, Input = input }, cancellationToken);
        await burst.WaitAsync(cancellationToken);
        return await ReadAsync(id, cancellationToken);
    }

    /// <summary>Waits until an instance is at rest in a status.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<WorkflowRun> WaitForAsync(string instanceId, InstanceStatus status, CancellationToken cancellationToken)
    {
        var events = Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(instanceId);
            var run = await ReadAsync(instanceId, cancellationToken);
            if (run.Instance.Status == status)
                return run;
            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Reads what an instance did, all of it as of one commit.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<WorkflowRun> ReadAsync(string instanceId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var (instance, checkpoint) = await FindAsync();
            var executions = await Instances.ListExecutionsAsync(instanceId, null, cancellationToken);
            // A burst that is committed between the two reads would show a run at rest with what it did later.
            if (!(await FindAsync()).Equals((instance, checkpoint)))
                continue;
            using var state = JsonDocument.Parse(checkpoint ?? "{}"u8.ToArray());
            return new WorkflowRun(instance, state.RootElement.Clone(), executions);
        }

        async Task<(InstanceRow Instance, ReadOnlyMemory<byte>? Checkpoint)> FindAsync() =>
            await Instances.FindAsync(instanceId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no instance '{instanceId}'.");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
