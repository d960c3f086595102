using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Engine.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>Registers the stores in memory.</summary>
public static class InMemoryStoresRegistration
{
    /// <summary>Adds all stores that the engine asks for, empty.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddInMemoryStores(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<InMemoryStores>();
        services.AddSingleton<IExecutionStore>(provider => provider.GetRequiredService<InMemoryStores>().Execution);
        services.AddSingleton<IDefinitionStore>(provider => provider.GetRequiredService<InMemoryStores>().Definitions);
        services.AddSingleton<IInstanceReader>(provider => provider.GetRequiredService<InMemoryStores>().Instances);
        services.AddSingleton<IConnectionStore>(provider => provider.GetRequiredService<InMemoryStores>().Connections);
        services.AddSingleton<IMappingTableStore>(provider => provider.GetRequiredService<InMemoryStores>().MappingTables);
        services.AddSingleton<ISecretStore>(provider => provider.GetRequiredService<InMemoryStores>().Secrets);
        services.AddSingleton<IAgentTaskStore>(provider => provider.GetRequiredService<InMemoryStores>().AgentTasks);
        services.AddSingleton<IReferenceStore>(provider => provider.GetRequiredService<InMemoryStores>().References);
        services.AddSingleton<IReviewStore>(provider => provider.GetRequiredService<InMemoryStores>().Reviews);
        services.AddSingleton<IReconciliationStore>(provider => provider.GetRequiredService<InMemoryStores>().Reconciliations);
        return services;
    }
}
