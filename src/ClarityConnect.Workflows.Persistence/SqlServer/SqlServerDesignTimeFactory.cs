using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>What the migrations tool makes the context with; it connects to nothing.</summary>
internal sealed class SqlServerDesignTimeFactory : IDesignTimeDbContextFactory<SqlServerWorkflowDbContext>
{
    /// <inheritdoc/>
    public SqlServerWorkflowDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<SqlServerWorkflowDbContext>()
            .UseSqlServer("Server=localhost", sqlServer => sqlServer.MigrationsHistoryTable(DatabaseMigrator.HistoryTable))
            .Options);
}
