using System.Globalization;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Fills the database with copies of an instance that waits and of one that has finished, as if they had been run.</summary>
internal static class FullDatabase
{
    public const int Instances = 1_000_000;

    private const string Waiting =
        """
        insert into instances (
          id, definition_id, definition_version_id, version, status, correlation_id, created_at, updated_at, incident_count, burst_number, checkpoint, claims, fence)
        select
          'w' || n, definition_id, definition_version_id, version, status, 'c' || n, created_at - n * interval '1 millisecond', updated_at - n * interval '1 millisecond', incident_count,
          burst_number,
          convert_to(replace(convert_from(checkpoint, 'UTF8'), bookmark, 'b' || n), 'UTF8'), 0, fence
        from instances, (select id as bookmark from bookmarks where instance_id = 'seed') as seed, generate_series(1, @count) as n
        where instances.id = 'seed';
        insert into bookmarks (id, instance_id, execution_number, activity_id, name, key, correlation_id, created_at)
        select 'b' || n, 'w' || n, execution_number, activity_id, name, key, 'c' || n, created_at
        from bookmarks, generate_series(1, @count) as n
        where instance_id = 'seed'
        """;

    private const string Finished =
        """
        insert into instance_history (
          id, definition_id, definition_version_id, version, status, correlation_id, created_at, updated_at, finished_at, incident_count, burst_number, checkpoint, fence)
        select
          'f' || n, definition_id, definition_version_id, version, status, 'd' || n, created_at - n * interval '1 second', updated_at - n * interval '1 second',
          finished_at - n * interval '1 second', incident_count, burst_number, checkpoint, fence
        from instance_history, generate_series(1, @count) as n
        where id = 'done';
        insert into activity_executions (
          instance_id, number, parent_number, node_id, activity_id, activity_type, activity_version, activity_name, status, started_at, completed_at,
          started_sequence, completed_sequence, has_bookmarks, details)
        select
          'f' || n, number, parent_number, node_id, activity_id, activity_type, activity_version, activity_name, status, started_at, completed_at,
          started_sequence, completed_sequence, has_bookmarks, details
        from activity_executions, generate_series(1, @count) as n
        where instance_id = 'done' and number <= 3
        """;

    /// <param name="server">The server.</param>
    /// <param name="waiting">A definition whose instances wait.</param>
    /// <param name="light">A definition whose instances finish.</param>
    /// <param name="count">How many copies of each.</param>
    /// <returns>What is in the database, in words.</returns>
    public static async Task<string> FillAsync(ServerUnderLoad server, DefinitionVersion waiting, DefinitionVersion light, int count = Instances)
    {
        await RunAsync(server, waiting, "seed");
        await RunAsync(server, light, "done");
        await using var connection = new NpgsqlConnection(server.Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(connection, Waiting, count);
        await ExecuteAsync(connection, Finished, count);
        await ExecuteAsync(connection, "vacuum analyze", count);
        await ExecuteAsync(connection, "checkpoint", count);
        await using var size = new NpgsqlCommand("select pg_size_pretty(pg_database_size(current_database()))", connection);
        var bytes = await size.ExecuteScalarAsync();
        return string.Create(
            CultureInfo.InvariantCulture, $"{count:N0} waiting with a bookmark each, {count:N0} finished with three journalled steps each, {bytes}");
    }

    private static async Task RunAsync(ServerUnderLoad server, DefinitionVersion version, string id)
    {
        var burst = server.Services.GetRequiredService<InstanceEvents>().NextBurst(id);
        await server.Services.GetRequiredService<WorkflowRuntime>().StartAsync(
            new StartRequest(version.DefinitionId) { InstanceId = id, Version = version, CorrelationId = id }, CancellationToken.None);
        if (await burst is not (InstanceStatus.Suspended or InstanceStatus.Finished))
            throw new InvalidOperationException($"Instance {id} failed; the server's log says why.");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, int count)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 1800 };
        if (sql.Contains("@count", StringComparison.Ordinal))
            command.Parameters.AddWithValue("count", count);
        await command.ExecuteNonQueryAsync();
    }
}
