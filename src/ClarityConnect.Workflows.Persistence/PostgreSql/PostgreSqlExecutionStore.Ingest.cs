using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Persistence.Execution;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<bool>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        if (ingestions.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        statements.AddIngestions(ingestions);
        await using var reader = await statements.ReadAsync(cancellationToken);
        var ids = (await reader.ListAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        await reader.EndAsync(cancellationToken);
        return [.. ingestions.Select(ingestion => ids.Contains(ingestion.Message.Id))];
    }
}
