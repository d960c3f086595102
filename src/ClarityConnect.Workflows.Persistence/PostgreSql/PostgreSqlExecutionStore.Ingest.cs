using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Persistence.Execution;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<IngestOutcome>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        if (ingestions.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        statements.AddIngestions(ingestions);
        await using var reader = await statements.ReadAsync(cancellationToken);
        var stored = await reader.ListAsync(ReadStored, cancellationToken);
        await reader.EndAsync(cancellationToken);
        return IngestOutcomes.Of(ingestions, stored);
    }

    private static (string Id, bool IsRefused) ReadStored(NpgsqlDataReader row) => (row.GetString(0), row.GetBoolean(1));
}
