using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

/// <summary>A migrated PostgreSQL database for a test class; its tables are emptied before each test.</summary>
public sealed class PostgreSqlTables(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Empty =
        """
        truncate nodes, instances, work_items, bookmarks, inbox, effects, instance_history, activity_executions, journal, payloads,
          payload_references, dead_letters, definition_versions, triggers, schedules, connections, mapping_tables, api_keys, data_protection_keys,
          agents, agent_tasks, agent_task_parts,
          cross_references, review_items, reconciliations
        """;

    private readonly List<ServiceProvider> _providers = [];

    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await postgres.CreateDatabaseAsync();
        await using var provider = Build(TimeProvider.System);
        await provider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
    }

    /// <summary>The services on empty tables.</summary>
    public async Task<ServiceProvider> CreateAsync(TimeProvider time)
    {
        var provider = Build(time);
        _providers.Add(provider);
        await provider.GetRequiredService<NpgsqlDataSource>().CreateCommand(Empty).ExecuteNonQueryAsync();
        return provider;
    }

    public async ValueTask<StoresUnderTest> CreateStoresAsync(TimeProvider time) => DatabaseStores.Of(await CreateAsync(time));

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
    }

    private ServiceProvider Build(TimeProvider time) =>
        new ServiceCollection()
            .AddSingleton(time)
            .AddLogging()
            .AddClarityPersistence(new DatabaseOptions { ConnectionString = ConnectionString })
            .BuildServiceProvider();
}
