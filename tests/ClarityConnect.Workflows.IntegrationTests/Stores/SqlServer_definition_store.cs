using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

[Collection("SQL Server")]
public sealed class SqlServer_definition_store(SqlServerTables tables) : DefinitionStoreSpec, IClassFixture<SqlServerTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
