using System.Data.Common;
using System.Reflection;
using ClarityConnect.Workflows.Persistence.PostgreSql;
using ClarityConnect.Workflows.Persistence.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.Schema;

/// <summary>Brings the tables up to date at start. Nodes that start together wait for each other.</summary>
/// <param name="contexts">Makes contexts.</param>
/// <param name="options">The database.</param>
public sealed class DatabaseMigrator(IDbContextFactory<WorkflowDbContext> contexts, DatabaseOptions options)
{
    internal const string HistoryTable = "__migrations";

    /// <summary>"CLARITYM" in ASCII; no other program's lock.</summary>
    private const long LockKey = 0x434C41524954594D;

    private bool IsPostgreSql => options.Provider == DatabaseProvider.PostgreSql;

    /// <summary>Applies what is missing. Costs one small query when nothing is.</summary>
    /// <param name="cancellationToken">Cancels the migration.</param>
    /// <returns>Whether anything was applied.</returns>
    public async Task<bool> MigrateAsync(CancellationToken cancellationToken)
    {
        await using DbConnection connection = IsPostgreSql
            ? new NpgsqlConnection(options.ConnectionString)
            : new SqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        if (await IsCurrentAsync(connection, cancellationToken)) return false;

        // Entity Framework takes a lock of its own on SQL Server.
        if (!IsPostgreSql) return await ApplyAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            return !await IsCurrentAsync(connection, cancellationToken) && await ApplyAsync(cancellationToken);
        }
        finally
        {
            // A pooled connection keeps its locks until it is used again, so closing it is not enough.
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    private async Task<bool> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(30));
        await context.Database.MigrateAsync(cancellationToken);
        return true;
    }

    /// <summary>Looks without a model, because building that takes longer than the whole start may.</summary>
    private async Task<bool> IsCurrentAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var exists = IsPostgreSql ? $"select to_regclass('\"{HistoryTable}\"') is not null" : $"select cast(iif(object_id('[{HistoryTable}]') is null, 0, 1) as bit)";
        if (await ExecuteAsync(connection, exists, cancellationToken) is not true) return false;

        await using var command = connection.CreateCommand();
        command.CommandText = IsPostgreSql ? $"select \"MigrationId\" from \"{HistoryTable}\"" : $"select [MigrationId] from [{HistoryTable}]";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var missing = KnownMigrations();
        while (await reader.ReadAsync(cancellationToken)) missing.Remove(reader.GetString(0));
        return missing.Count == 0;
    }

    private HashSet<string> KnownMigrations()
    {
        var context = IsPostgreSql ? typeof(PostgreSqlWorkflowDbContext) : typeof(SqlServerWorkflowDbContext);
        return typeof(DatabaseMigrator).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<object?> ExecuteAsync(DbConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.CommandTimeout = 1800;
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
