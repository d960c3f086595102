using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>What the migrations tool makes the context with; it connects to nothing.</summary>
internal sealed class PostgreSqlDesignTimeFactory : IDesignTimeDbContextFactory<PostgreSqlWorkflowDbContext>
{
    /// <inheritdoc/>
    public PostgreSqlWorkflowDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgreSqlWorkflowDbContext>()
            .UseNpgsql("Host=localhost", postgres => postgres.MigrationsHistoryTable(DatabaseMigrator.HistoryTable))
            .Options);
}
