using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class PostgreSql_definition_store(PostgreSqlTables tables) : DefinitionStoreSpec, IClassFixture<PostgreSqlTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
