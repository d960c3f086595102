using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Persistence.References;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>Cross-references on PostgreSQL: two round trips for any number of links.</summary>
/// <param name="source">The connections.</param>
/// <param name="contexts">Makes contexts.</param>
public sealed class PostgreSqlReferenceStore(NpgsqlDataSource source, IDbContextFactory<WorkflowDbContext> contexts) : ReferenceStore(contexts)
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links, CancellationToken cancellationToken)
    {
        if (links.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        List<(RecordReference, string)> known;
        await using (var reading = new PostgreSqlStatements(connection).Begin().Add(Lock))
        {
            reading.AddRows(Read, RecordsOf(links), Keys);
            await using var reader = await reading.ReadAsync(cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            known = await ListAsync(reader, cancellationToken);
        }

        var plan = LinkPlan.Of(links, known);
        await using var writing = new PostgreSqlStatements(connection);
        Add(writing, plan);
        await writing.Commit().ExecuteAsync(cancellationToken);
        return plan.Outcomes;
    }

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<RecordReference, string>> FindGroupsAsync(
        IReadOnlyCollection<RecordReference> records, CancellationToken cancellationToken)
    {
        if (records.Count == 0) return new Dictionary<RecordReference, string>();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        statements.AddRows(Read, [.. records.Distinct()], Keys);
        await using var reader = await statements.ReadAsync(cancellationToken);
        return (await ListAsync(reader, cancellationToken)).ToDictionary(record => record.Record, record => record.GroupId);
    }

    private static Task<List<(RecordReference Record, string GroupId)>> ListAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        reader.ListAsync(row => (new RecordReference(row.GetString(0), row.GetString(1), row.GetString(2)), row.GetString(3)), cancellationToken);
}
