using ClarityConnect.Workflows.Tests.Stores;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class PostgreSql_settings_stores(PostgreSqlTables tables) : SettingsStoreSpec, IClassFixture<PostgreSqlTables>
{
    protected override ValueTask<StoresUnderTest> CreateAsync(TimeProvider time) => tables.CreateStoresAsync(time);
}
