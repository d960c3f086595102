using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.AspNetCore.DataProtection;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>Registers the stores, and makes them ready once the database is there.</summary>
internal static class ServerStores
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        var stores = new InMemoryStores(TimeProvider.System);
        services.AddSingleton<IExecutionStore>(stores.Execution);
        services.AddSingleton<IDefinitionStore>(stores.Definitions);
        services.AddSingleton<IInstanceReader>(stores.Instances);
        services.AddSingleton<IConnectionStore>(stores.Connections);
        services.AddSingleton<IMappingTableStore>(stores.MappingTables);
        services.AddDataProtection().SetApplicationName("ClarityConnect.Workflows").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
    }

    public static Task PrepareAsync(IServiceProvider services, ServerDatabase database, CancellationToken cancellationToken) => Task.CompletedTask;
}
