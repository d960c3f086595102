using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Persistence.References;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>Cross-references on SQL Server: a handful of statements for any number of links.</summary>
/// <param name="options">The database.</param>
/// <param name="contexts">Makes contexts.</param>
public sealed class SqlServerReferenceStore(DatabaseOptions options, IDbContextFactory<WorkflowDbContext> contexts) : ReferenceStore(contexts)
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links, CancellationToken cancellationToken)
    {
        if (links.Count == 0) return [];
        await using var connection = new SqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var statements = new SqlServerStatements(connection, transaction);
        await statements.ExecuteAsync(Lock, cancellationToken);
        var plan = LinkPlan.Of(links, await ReadAsync(statements, RecordsOf(links), cancellationToken));
        Add(statements, plan);
        await statements.ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return plan.Outcomes;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<RecordReference, string>> FindGroupsAsync(
        IReadOnlyCollection<RecordReference> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0) return new Dictionary<RecordReference, string>();
        await using var connection = new SqlConnection(options.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = (SqlTransaction)await connection.BeginTransactionAsync(cancellationToken);
        var known = await ReadAsync(new SqlServerStatements(connection, transaction), [.. records.Distinct()], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return known.ToDictionary(record => record.Record, record => record.GroupId);
    }

    private static Task<List<(RecordReference Record, string GroupId)>> ReadAsync(
        SqlServerStatements statements, IReadOnlyList<RecordReference> records, CancellationToken cancellationToken)
    {
        statements.AddRows(Read, records, Keys);
        return statements.ReadPendingAsync(row => (new RecordReference(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetString(3)), cancellationToken);
    }
}
