using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class PostgreSql_record_stores(PostgreSqlTables tables) : RecordStoreSpec, IClassFixture<PostgreSqlTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
