using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

/// <summary>The stores as the server gets them.</summary>
internal static class DatabaseStores
{
    public static StoresUnderTest Of(IServiceProvider provider) => new(
        provider.GetRequiredService<IExecutionStore>(),
        provider.GetRequiredService<IDefinitionStore>(),
        provider.GetRequiredService<IInstanceReader>(),
        provider.GetRequiredService<IConnectionStore>(),
        provider.GetRequiredService<IMappingTableStore>(),
        provider.GetRequiredService<IReferenceStore>(),
        provider.GetRequiredService<IReviewStore>(),
        provider.GetRequiredService<IReconciliationStore>());
}
