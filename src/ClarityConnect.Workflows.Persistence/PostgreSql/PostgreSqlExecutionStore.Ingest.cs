using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Persistence.Inbox;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<bool>> IngestAsync(IReadOnlyList<Ingestion> ingestions, CancellationToken cancellationToken)
    {
        if (ingestions.Count == 0) return [];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var statements = new PostgreSqlStatements(connection);
        AddIngestions(statements, ingestions);
        await using var reader = await statements.ReadAsync(cancellationToken);
        var ids = (await reader.ListAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        await reader.EndAsync(cancellationToken);
        return [.. ingestions.Select(ingestion => ids.Contains(ingestion.Message.Id))];
    }

    /// <summary>
    /// Adds the statement that stores messages; its answer is the ids of the new ones. The order is the same for everybody, so that two batches
    /// with the same events wait for each other instead of blocking each other.
    /// </summary>
    private static void AddIngestions(PostgreSqlStatements statements, IReadOnlyList<Ingestion> ingestions)
    {
        var ordered = ingestions
            .OrderBy(ingestion => ingestion.Message.Source, StringComparer.Ordinal)
            .ThenBy(ingestion => ingestion.Message.EventId, StringComparer.Ordinal)
            .ToList();
        var messages = new Columns<Ingestion>(ordered)
            .Text(i => i.Message.Id)
            .Text(i => i.Message.Source)
            .Text(i => i.Message.EventId)
            .Text(i => i.Message.Name)
            .Text(i => i.Message.Key)
            .Text(i => i.Message.CorrelationId)
            .Text(i => i.Message.InstanceId)
            .Bytes(i => i.Message.Payload)
            .Moment(i => i.Message.ReceivedAt)
            .Moment(i => i.Message.ExpiresAt)
            .Short(i => (short)Correlating.StateOf(i));
        var starts = ordered.SelectMany(i => i.Starts, (i, start) => (Start: start, i.Message)).ToList();
        statements.Add("IngestMessages", [.. messages.ToParameters(), .. StartColumns(starts).ToParameters()]);
        if (starts.Exists(s => s.Start.LeaseOwner is null)) statements.Add("NotifyWork");
    }

    private static Columns<(NewInstance Start, InboxMessage Message)> StartColumns(IReadOnlyList<(NewInstance Start, InboxMessage Message)> starts) =>
        new Columns<(NewInstance Start, InboxMessage Message)>(starts)
            .Text(s => s.Message.Id)
            .Text(s => s.Start.Id)
            .Text(s => s.Start.DefinitionId)
            .Text(s => s.Start.DefinitionVersionId)
            .Number(s => s.Start.Version)
            .Text(s => s.Start.CorrelationId)
            .Text(s => s.Start.Name)
            .Text(s => s.Start.ParentInstanceId)
            .Text(s => s.Start.LeaseOwner)
            .Text(s => s.Start.WorkItemId)
            .Bytes(s => Correlating.DataOf(s.Start));
}
