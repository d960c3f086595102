using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Tests.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Stores;

/// <summary>
/// The SQL Server database that <c>CLARITY_TEST_SQLSERVER</c> names, which the tests migrate and empty. Without the variable they are skipped.
/// </summary>
public sealed class SqlServerTables : IAsyncLifetime
{
    private static readonly string[] _tables =
    [
        "nodes", "instances", "work_items", "bookmarks", "inbox", "effects", "instance_history", "activity_executions", "journal", "payloads",
        "payload_references", "dead_letters", "definition_versions", "triggers", "schedules", "connections", "mapping_tables", "cross_references", "review_items",
        "reconciliations",
    ];

    private readonly List<ServiceProvider> _providers = [];

    public async ValueTask<StoresUnderTest> CreateStoresAsync(TimeProvider time)
    {
        var connectionString = Environment.GetEnvironmentVariable("CLARITY_TEST_SQLSERVER");
        Assert.SkipUnless(!string.IsNullOrEmpty(connectionString), "CLARITY_TEST_SQLSERVER holds no connection string.");
        var provider = new ServiceCollection()
            .AddSingleton(time)
            .AddLogging()
            .AddClarityPersistence(new DatabaseOptions { Provider = DatabaseProvider.SqlServer, ConnectionString = connectionString })
            .BuildServiceProvider();
        _providers.Add(provider);
        await provider.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await using var context = provider.GetRequiredService<IDbContextFactory<WorkflowDbContext>>().CreateDbContext();
        await context.Database.ExecuteSqlRawAsync(string.Concat(_tables.Select(table => $"delete from {table};")));
        return DatabaseStores.Of(provider);
    }

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers) await provider.DisposeAsync();
    }
}
