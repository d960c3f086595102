using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Persistence.Execution;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<CommitOutcome>> CommitAsync(IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var held = await LockAsync(connection, commits, cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        if (held.Count == 0)
        {
            statements.Rollback();
        }
        else
        {
            statements.AddBursts([.. commits.Where(commit => held.ContainsKey(commit.Instance.Id))], time.GetUtcNow());
            statements.Commit();
        }

        await statements.ExecuteAsync(cancellationToken);
        return CommitOutcomes.Of(commits, held);
    }

    /// <inheritdoc/>
    public async Task<SnapshotOutcome> ImportAsync(BurstCommit instance, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var making = new PostgreSqlStatements(connection).Begin();
            making.AddRows("ImportInstances", [instance], ExecutionRows.Imported);
            var isMade = (await ReadIdsAsync(making, cancellationToken)).Count > 0;
            await using var statements = new PostgreSqlStatements(connection);
            if (isMade)
            {
                statements.AddBursts([instance], time.GetUtcNow());
                statements.Commit();
            }
            else
            {
                statements.Rollback();
            }

            await statements.ExecuteAsync(cancellationToken);
            return isMade ? SnapshotOutcome.Written : SnapshotOutcome.Exists;
        }
        catch (PostgresException exception) when (exception.SqlState[..2] is "22" or "23")
        {
            // Values that no column takes, or that break a rule of the tables.
            return SnapshotOutcome.Refused;
        }
    }

    private static async Task<Dictionary<string, bool>> LockAsync(
        NpgsqlConnection connection, IReadOnlyList<BurstCommit> commits, CancellationToken cancellationToken)
    {
        await using var statements = new PostgreSqlStatements(connection).Begin();
        statements.AddRows("LockInstances", commits, ExecutionRows.Locks);
        await using var reader = await statements.ReadAsync(cancellationToken);
        return (await reader.ListAsync(row => (Id: row.GetString(0), IsCancelRequested: row.GetBoolean(1)), cancellationToken))
            .ToDictionary(row => row.Id, row => row.IsCancelRequested, StringComparer.Ordinal);
    }
}
