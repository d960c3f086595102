using System.Diagnostics;
using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.PostgreSql;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Persistence.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

public sealed class Migrations(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_together_migrate_once()
    {
        var connectionString = await postgres.CreateDatabaseAsync();

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateAsync(connectionString), Token)));

        applied.Count(wasApplied => wasApplied).ShouldBe(1);
        (await MigrateAsync(connectionString)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_to_migrate_costs_a_query_and_no_model()
    {
        var connectionString = await postgres.CreateDatabaseAsync();
        await MigrateAsync(connectionString);

        var quickest = TimeSpan.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await MigrateAsync(connectionString);
            quickest = TimeSpan.FromTicks(Math.Min(quickest.Ticks, Stopwatch.GetElapsedTime(started).Ticks));
        }

        quickest.ShouldBeLessThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void The_migrations_are_what_the_model_says()
    {
        using var postgreSql = new PostgreSqlDesignTimeFactory().CreateDbContext([]);
        using var sqlServer = new SqlServerDesignTimeFactory().CreateDbContext([]);

        postgreSql.Database.HasPendingModelChanges().ShouldBeFalse("PostgreSQL");
        sqlServer.Database.HasPendingModelChanges().ShouldBeFalse("SQL Server");
    }

    [Fact]
    public void The_script_for_SQL_Server_makes_every_table_and_can_be_run_again()
    {
        using var context = new SqlServerDesignTimeFactory().CreateDbContext([]);

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        foreach (var table in context.Model.GetEntityTypes().Select(entity => entity.GetTableName())) script.ShouldContain($"CREATE TABLE [{table}]");
        script.ShouldContain("audit_log_is_append_only");
        script.ShouldContain("WHERE is_published = 1");
        var lines = script.Split('\n').Select(line => line.Trim()).ToList();
        lines.Count(line => line == "BEGIN").ShouldBe(lines.Count(line => line == "END;"));
        lines.Count(line => line.StartsWith("IF ", StringComparison.Ordinal)).ShouldBe(lines.Count(line => line == "BEGIN"));
    }

    [Theory]
    [InlineData("insert into instance_history (id, definition_id, definition_version_id, version, status, incident_count, created_at, updated_at, fence, burst_number) values ('a', 'd', 'v', 1, 3, 0, now(), now(), 1, 1)")]
    [InlineData("insert into instances (id, definition_id, definition_version_id, version, status, incident_count, created_at, updated_at, fence, claims, burst_number) values ('a', 'd', 'v', 1, 3, 0, now(), now(), 0, 0, 0)")]
    [InlineData("insert into instances (id, definition_id, definition_version_id, version, status, incident_count, created_at, updated_at, fence, claims, burst_number, lease_owner) values ('a', 'd', 'v', 1, 0, 0, now(), now(), 0, 0, 0, 'n')")]
    [InlineData("insert into effects (instance_id, key, activity_id, execution_number, request_hash, attempt, status, started_at) values ('a', 'k', 'x', 1, '', 1, 'Applied', now())")]
    [InlineData("insert into dead_letters (id, instance_id, definition_id, definition_version_id, activity_id, activity_name, execution_number, kind, message, attempts, created_at, resolved_at) values ('a', 'i', 'd', 'v', 'x', 'x', 1, 0, '', '', now(), now())")]
    [InlineData("insert into definition_versions (id, definition_id, version, is_latest, is_published, created_at, document, is_deleted) values ('a', 'd', 1, true, false, now(), '', false), ('b', 'd', 2, true, false, now(), '', false)")]
    [InlineData("insert into definition_versions (id, definition_id, version, is_latest, is_published, created_at, document, is_deleted) values ('a', 'd', 1, false, true, now(), '', false), ('b', 'd', 2, false, true, now(), '', false)")]
    public async Task The_database_refuses_what_must_never_be(string statement)
    {
        var connectionString = await MigratedAsync();
        await using var source = NpgsqlDataSource.Create(connectionString);

        var refusal = await Should.ThrowAsync<PostgresException>(() => source.CreateCommand(statement).ExecuteNonQueryAsync(Token));

        refusal.SqlState.ShouldBeOneOf(PostgresErrorCodes.CheckViolation, PostgresErrorCodes.UniqueViolation);
    }

    private static async Task<bool> MigrateAsync(string connectionString)
    {
        await using var provider = new ServiceCollection()
            .AddLogging()
            .AddClarityPersistence(new DatabaseOptions { ConnectionString = connectionString })
            .BuildServiceProvider();
        return await provider.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token);
    }

    private static readonly SemaphoreSlim _gate = new(1);
    private static string? _migrated;

    private async Task<string> MigratedAsync()
    {
        await _gate.WaitAsync(Token);
        try
        {
            if (_migrated is not null) return _migrated;
            var connectionString = await postgres.CreateDatabaseAsync();
            await MigrateAsync(connectionString);
            return _migrated = connectionString;
        }
        finally
        {
            _gate.Release();
        }
    }
}
