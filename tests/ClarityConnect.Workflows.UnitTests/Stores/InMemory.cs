using ClarityConnect.Workflows.Testing.Stores;
using ClarityConnect.Workflows.Tests.Stores;

namespace ClarityConnect.Workflows.UnitTests.Stores;

internal static class InMemory
{
    public static StoresUnderTest Create(TimeProvider time)
    {
        var stores = new InMemoryStores(time);
        return new StoresUnderTest(stores.Execution, stores.Definitions, stores.Instances, stores.Connections, stores.MappingTables, stores.References, stores.Reviews, stores.Reconciliations);
    }
}
