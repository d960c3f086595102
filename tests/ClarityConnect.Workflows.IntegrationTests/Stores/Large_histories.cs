using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class Large_histories(PostgreSqlTables tables) : IClassFixture<PostgreSqlTables>
{
    private const string Fill =
        """
        insert into instance_history (
          id, definition_id, definition_version_id, version, status, incident_count, created_at, updated_at, finished_at, fence, burst_number, kept_until)
        select
          'i' || n, 'd', 'd-1', 1, 3, 0, '2026-01-01', '2026-01-01', timestamptz '2026-01-01' + n * interval '1 minute', 1, 1,
          case when n % 3 = 0 then timestamptz '9999-01-01' when n % 3 = 1 then timestamptz '2026-01-01' + n * interval '1 minute' end
        from generate_series(1, 60000) as n;
        analyze
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pruning_finds_what_is_due_by_an_index_however_much_is_kept()
    {
        var provider = await tables.CreateAsync(new ManualTime());
        var source = provider.GetRequiredService<NpgsqlDataSource>();
        await source.CreateCommand(Fill).ExecuteNonQueryAsync(Token);

        var statement = SqlFile.Read("PostgreSql/Sql/PruneHistory.sql");
        await using var explain = source.CreateCommand("explain " + statement);
        foreach (object value in (object[])[ManualTime.Start.AddYears(-1), 100, ManualTime.Start.AddYears(-1)])
            explain.Parameters.Add(new NpgsqlParameter { Value = value });
        var plan = new List<string>();
        await using (var reader = await explain.ExecuteReaderAsync(Token))
        {
            while (await reader.ReadAsync(Token)) plan.Add(reader.GetString(0));
        }

        var text = string.Join('\n', plan);
        text.ShouldContain("ix_instance_history_kept_until_finished_at", customMessage: text);
        text.ShouldNotContain("Seq Scan on instance_history", customMessage: text);
        (await provider.GetRequiredService<IExecutionStore>().PruneAsync(ManualTime.Start.AddYears(-1), 100, Token)).ShouldBe(100);
    }
}
