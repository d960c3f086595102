using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

[Collection("SQL Server")]
public sealed class SqlServer_record_stores(SqlServerTables tables) : RecordStoreSpec, IClassFixture<SqlServerTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
