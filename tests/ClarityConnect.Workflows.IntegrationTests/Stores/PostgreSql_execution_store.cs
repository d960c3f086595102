using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class PostgreSql_execution_store(PostgreSqlTables tables) : ExecutionStoreSpec, IClassFixture<PostgreSqlTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
