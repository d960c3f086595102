using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.References;

/// <summary>Cross-references in the database: a row for each record, and a group for those that belong together. One transaction at a time links.</summary>
/// <param name="contexts">Makes contexts.</param>
public abstract class ReferenceStore(IDbContextFactory<WorkflowDbContext> contexts) : IReferenceStore
{
    /// <summary>Reads the groups of these records.</summary>
    internal const string Read = "ReadReferences";

    /// <summary>Keeps other transactions from linking until this one ends.</summary>
    internal const string Lock = "LockReferences";

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<LinkOutcome>> LinkAsync(IReadOnlyList<RecordLink> links, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract Task<IReadOnlyDictionary<RecordReference, string>> FindGroupsAsync(IReadOnlyCollection<RecordReference> records, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LinkedRecord>> ListAsync(IReadOnlyCollection<string> groupIds, int take, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CrossReferences
            .AsNoTracking()
            .Where(record => groupIds.Contains(record.GroupId))
            .OrderBy(record => record.GroupId).ThenBy(record => record.LinkedAt).ThenBy(record => record.System).ThenBy(record => record.Kind).ThenBy(record => record.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LinkedRecord>> SearchAsync(string id, int take, CancellationToken cancellationToken)
    {
        var (capitals, small) = (id.ToUpperInvariant(), id.ToLowerInvariant());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.CrossReferences
            .AsNoTracking()
            .Where(record => record.Id.StartsWith(id) || record.Id.StartsWith(capitals) || record.Id.StartsWith(small))
            .OrderBy(record => record.Id).ThenBy(record => record.System).ThenBy(record => record.Kind)
            .Take(take)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The records that links name, each once.</summary>
    internal static IReadOnlyList<RecordReference> RecordsOf(IReadOnlyList<RecordLink> links) => [.. links.SelectMany(link => link.Records).Distinct()];

    internal static void Keys(RowColumns<RecordReference> columns) => columns
        .Text("system", record => record.System)
        .Text("kind", record => record.Kind)
        .Text("id", record => record.Id);

    /// <summary>Adds what a plan writes.</summary>
    internal static void Add(StatementBatch statements, LinkPlan plan)
    {
        if (plan.Merges.Count > 0)
            statements.AddRows("MergeReferenceGroups", plan.Merges, columns => columns.Text("from_group", merge => merge.From).Text("into_group", merge => merge.Into));
        if (plan.NewRecords.Count == 0)
            return;
        statements.AddRows("InsertReferences", plan.NewRecords, columns => columns
            .Text("system", record => record.System)
            .Text("kind", record => record.Kind)
            .Text("id", record => record.Id)
            .Text("group_id", record => record.GroupId)
            .Moment("linked_at", record => record.LinkedAt)
            .Text("instance_id", record => record.InstanceId)
            .Text("definition_id", record => record.DefinitionId)
            .Text("activity_name", record => record.ActivityName));
    }
}
