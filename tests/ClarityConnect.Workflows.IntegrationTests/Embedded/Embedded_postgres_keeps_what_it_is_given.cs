using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

public sealed class Embedded_postgres_keeps_what_it_is_given(PostgresFixture postgres)
{
    [Fact]
    public async Task Every_test_gets_a_database_of_its_own()
    {
        var first = await postgres.CreateDatabaseAsync();
        var second = await postgres.CreateDatabaseAsync();

        first.ShouldNotBe(second);
        await using var source = NpgsqlDataSource.Create(first);
        await using var command = source.CreateCommand("SELECT count(*) FROM pg_stat_user_tables");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
    }
}
