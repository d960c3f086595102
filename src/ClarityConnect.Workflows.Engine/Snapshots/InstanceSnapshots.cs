using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Retention;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>Takes instances out into files and in from files, with all that they need to go on.</summary>
/// <param name="reader">Reads instances.</param>
/// <param name="definitions">Where definitions are.</param>
/// <param name="workflows">Compiles them.</param>
/// <param name="store">Where instances are.</param>
/// <param name="correlator">Hears of bookmarks that events may wait for.</param>
/// <param name="dispatcher">Hears that there is work.</param>
/// <param name="retention">How long finished instances are kept.</param>
/// <param name="time">The clock.</param>
public sealed class InstanceSnapshots(
    IInstanceReader reader,
    IDefinitionStore definitions,
    CompiledWorkflowCache workflows,
    IExecutionStore store,
    Correlator correlator,
    Dispatcher dispatcher,
    IOptions<RetentionOptions> retention,
    TimeProvider time)
{
    /// <summary>Gives everything of an instance.</summary>
    /// <param name="id">The instance.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The snapshot; null if there is no such instance.</returns>
    public async Task<InstanceSnapshot?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        if (await reader.SnapshotAsync(id, cancellationToken) is not { } snapshot)
            return null;
        var version = await definitions.FindAsync(snapshot.Instance.DefinitionVersionId, cancellationToken);
        return snapshot with
        {
            DefinitionName = version?.Name,
            DefinitionRevision = version?.Document is { } document ? DefinitionDocument.Parse(document).Revision : null,
        };
    }

    /// <summary>Makes the instance of an exported file be there again. It goes on by itself where something of it is due.</summary>
    /// <param name="file">The file's text.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The instance.</returns>
    /// <exception cref="SnapshotRefusedException">The file is not taken; nothing was written.</exception>
    public async Task<InstanceRow> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var snapshot = SnapshotReader.Read(file);
        var version = await VersionAsync(snapshot, cancellationToken);
        var row = snapshot.Instance with { DefinitionVersionId = version.Id, Version = version.Version };
        var workflow = await CompiledAsync(version, cancellationToken);
        var commit = Commit(snapshot, SnapshotState.Read(snapshot, row, workflow), row, workflow);
        switch (await store.ImportAsync(commit, cancellationToken))
        {
            case SnapshotOutcome.Exists:
                throw new SnapshotRefusedException($"There is an instance '{row.Id}' here already; it is never overwritten. Delete it first if the file's is to take its place.");
            case SnapshotOutcome.Refused:
                throw new SnapshotRefusedException($"Rows of the instance '{row.Id}' are not as the database demands, or have ids that another instance uses. Export it again.");
        }

        correlator.Wake();
        dispatcher.Wake();
        return row;
    }

    private BurstCommit Commit(InstanceSnapshot snapshot, InstanceState state, InstanceRow row, CompiledWorkflow workflow)
    {
        var now = time.GetUtcNow();
        var imported = new JournalEntry { InstanceId = row.Id, Sequence = ++state.LastSequence, EventName = "Imported", Message = "Imported from a file.", Timestamp = now };
        var (checkpoint, _) = CheckpointWriter.Write(state, workflow);
        return new BurstCommit
        {
            Instance = row,
            // Above any that the instance had here before, so that a worker which lost it then cannot write to it now.
            Fence = now.ToUnixTimeMilliseconds(),
            BurstNumber = snapshot.BurstNumber,
            Checkpoint = checkpoint,
            ReleasesLease = true,
            NewBookmarks = snapshot.Bookmarks,
            NewWorkItems = snapshot.WorkItems,
            Effects = snapshot.Effects,
            DeadLetters = [.. snapshot.DeadLetters.Select(letter => letter with { DefinitionId = row.DefinitionId, DefinitionVersionId = row.DefinitionVersionId })],
            Executions = snapshot.Executions,
            Journal = [.. snapshot.Journal, imported],
            Payloads = snapshot.Payloads,
            // By its age alone it might be gone before anybody has looked at it.
            KeptUntil = row.FinishedAt is null ? null : workflow.Retention?.Until(row.Status, now) ?? now + retention.Value.Keep,
        };
    }

    /// <summary>The version of this id, or one with the same content: another server gives its own ids and numbers.</summary>
    private async Task<DefinitionVersion> VersionAsync(InstanceSnapshot snapshot, CancellationToken cancellationToken)
    {
        var row = snapshot.Instance;
        var version = await definitions.FindAsync(row.DefinitionVersionId, cancellationToken);
        if (version?.DefinitionId == row.DefinitionId)
            return version;
        var (versions, _) = await definitions.ListAsync(
            new DefinitionFilter { DefinitionIds = [row.DefinitionId], WithDocuments = true, OrderBy = "Version", Descending = true }, cancellationToken);
        return versions.FirstOrDefault(other => DefinitionDocument.Parse(other.Document!).Revision == snapshot.DefinitionRevision)
            ?? throw new SnapshotRefusedException(
                $"It runs version {row.Version} of the workflow '{snapshot.DefinitionName ?? row.DefinitionId}' (definition '{row.DefinitionId}'), which is not here. Import that version of the definition first.");
    }

    private async Task<CompiledWorkflow> CompiledAsync(DefinitionVersion version, CancellationToken cancellationToken)
    {
        try
        {
            return await workflows.GetAsync(version.Id, cancellationToken);
        }
        catch (DefinitionInvalidException exception)
        {
            throw new SnapshotRefusedException($"The workflow '{version.Name}' that it runs cannot be read: {exception.Message}");
        }
    }
}
