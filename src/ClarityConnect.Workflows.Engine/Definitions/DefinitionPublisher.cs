using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Imports, saves and publishes definitions by Elsa's rules of versions.</summary>
/// <param name="store">Where definitions are.</param>
/// <param name="compiler">Compiles them.</param>
/// <param name="validator">Checks them.</param>
/// <param name="cache">Forgets drafts that change.</param>
/// <param name="index">Hears of new triggers.</param>
/// <param name="scheduler">Hears of new schedules.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class DefinitionPublisher(
    IDefinitionStore store,
    DefinitionCompiler compiler,
    DefinitionValidator validator,
    CompiledWorkflowCache cache,
    TriggerIndex index,
    Scheduler scheduler,
    IdGenerator ids,
    TimeProvider time)
{
    /// <summary>Saves a definition whatever it was before; see the other overload.</summary>
    /// <param name="document">The definition.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The stored version with its document, and what checks found.</returns>
    /// <exception cref="DefinitionInvalidException">The definition cannot be compiled or, when publishing, is not ready to run.</exception>
    public Task<(DefinitionVersion Version, IReadOnlyList<DefinitionFinding> Findings)> SaveAsync(
        DefinitionDocument document, bool publish, CancellationToken cancellationToken) =>
        SaveAsync(document, publish, new DefinitionEdit(), cancellationToken);

    /// <summary>
    /// Saves a definition as the draft of its definition id: a draft is overwritten; after a version that is published or was once, a new version begins.
    /// </summary>
    /// <param name="document">The definition.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="edit">Who saves it, and what they began with.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The stored version with its document, and what checks found. Only publishing looks at scripts and references.</returns>
    /// <exception cref="DefinitionInvalidException">
    /// The definition cannot be compiled or, when publishing, is not ready to run; or somebody else changed or deleted it since the editor began.
    /// </exception>
    public async Task<(DefinitionVersion Version, IReadOnlyList<DefinitionFinding> Findings)> SaveAsync(
        DefinitionDocument document, bool publish, DefinitionEdit edit, CancellationToken cancellationToken)
    {
        var definitionId = document.DefinitionId ?? ids.Next();
        while (true)
        {
            var latest = await LatestAsync(definitionId, cancellationToken);
            if (edit.BasedOn is { } basedOn)
                RefuseOverwriting(latest, document, basedOn, edit.By);
            var version = latest is { IsPublished: false, PublishedAt: null } ? latest : Next(definitionId, latest);
            version = version with { IsPublished = publish };
            if (await StoreAsync(latest, WithContent(version, document, edit), document, cancellationToken) is { } saved)
                return saved;
        }
    }

    /// <summary>Saves a definition that comes from a file, unless the latest version has the same content.</summary>
    /// <param name="document">The definition.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="by">Who imports it; null if it is neither a user nor an API key.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <exception cref="DefinitionInvalidException">The definition cannot be compiled or, when publishing, is not ready to run.</exception>
    public async Task<ImportedDefinition> ImportAsync(DefinitionDocument document, bool publish, string? by, CancellationToken cancellationToken)
    {
        var latest = document.DefinitionId is { } id ? await LatestAsync(id, cancellationToken) : null;
        if (latest is not null && DefinitionDocument.Parse(latest.Document!).Revision == document.Revision && (latest.IsPublished || !publish))
            return new ImportedDefinition(ImportOutcome.Unchanged, latest, await validator.CheckAsync(document, cancellationToken));
        var (version, _) = await SaveAsync(document, publish, new DefinitionEdit { By = by }, cancellationToken);
        var outcome = latest is not null && version.Id != latest.Id ? ImportOutcome.NewVersion : ImportOutcome.Imported;
        return new ImportedDefinition(outcome, version, await validator.CheckAsync(DefinitionDocument.Parse(version.Document!), cancellationToken));
    }

    /// <summary>Publishes the latest version.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The published version, whether it was published already, and what checks found; null if there is no such definition.</returns>
    /// <exception cref="DefinitionInvalidException">The definition is not ready to run.</exception>
    public async Task<(DefinitionVersion Version, bool WasPublished, IReadOnlyList<DefinitionFinding> Findings)?> PublishAsync(
        string definitionId, CancellationToken cancellationToken)
    {
        while (true)
        {
            var latest = await LatestAsync(definitionId, cancellationToken);
            if (latest is null)
                return null;
            if (latest.IsPublished)
                return (latest, true, []);
            if (await StoreAsync(latest, latest with { IsPublished = true }, DefinitionDocument.Parse(latest.Document!), cancellationToken) is { } stored)
                return (stored.Version, false, stored.Findings);
        }
    }

    /// <summary>Makes a new draft with the content of an earlier version. The versions in between stay as they are.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="number">The number of the version to go back to.</param>
    /// <param name="by">Who goes back; null if it is neither a user nor an API key.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The draft; null if there is no such version.</returns>
    public async Task<DefinitionVersion?> RevertAsync(string definitionId, int number, string? by, CancellationToken cancellationToken)
    {
        while (true)
        {
            var earlier = await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], Version = number }, cancellationToken);
            var latest = await LatestAsync(definitionId, cancellationToken);
            if (earlier is null || latest is null)
                return null;
            var document = DefinitionDocument.Parse(earlier.Document!);
            var draft = WithContent(Next(definitionId, latest), document, new DefinitionEdit { By = by });
            if (await StoreAsync(latest, draft, document, cancellationToken) is { } stored)
                return stored.Version;
        }
    }

    /// <summary>Unpublishes a definition: nothing starts it any longer. Instances go on.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether a version was published.</returns>
    public async Task<bool> RetractAsync(string definitionId, CancellationToken cancellationToken)
    {
        var wasPublished = await store.RetractAsync(definitionId, cancellationToken);
        await index.RefreshAsync(cancellationToken);
        return wasPublished;
    }

    /// <summary>Deletes a definition.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken)
    {
        var existed = await store.DeleteAsync(definitionId, cancellationToken);
        await index.RefreshAsync(cancellationToken);
        return existed;
    }

    /// <summary>Deletes one version; if it was the latest, the one before it is. If it was published, nothing starts the definition any longer.</summary>
    /// <param name="versionId">The version's id.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteVersionAsync(string versionId, CancellationToken cancellationToken)
    {
        var existed = await store.DeleteVersionAsync(versionId, cancellationToken);
        await index.RefreshAsync(cancellationToken);
        return existed;
    }

    private static void RefuseOverwriting(DefinitionVersion? latest, DefinitionDocument document, string basedOn, string? by)
    {
        const string WhatToDo = "Reload the page to see what is there now, and make your changes again. To keep yours as well, copy them from the code view before "
            + "you reload, and import them under another name.";
        if (latest is null)
        {
            throw new DefinitionInvalidException(
                $"The workflow '{document.Name}' was deleted after you opened it, so your changes were not saved. To keep them, copy them from the code view and import them.");
        }

        var stored = DefinitionDocument.Parse(latest.Document!).Revision;
        // A request that is repeated because its answer was lost brings what is stored already.
        if (stored == basedOn || stored == document.Revision)
            return;
        var who = latest.SavedBy switch
        {
            null => "somebody else",
            var same when same == by => $"you ('{same}'), in another window or by an earlier save",
            var other => $"'{other}'",
        };
        throw new DefinitionInvalidException(
            $"The workflow '{latest.Name}' was changed by {who} at {latest.SavedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, after you opened it (it is version "
            + $"{latest.Version} now), so your changes were not saved. {WhatToDo}");
    }

    private Task<DefinitionVersion?> LatestAsync(string definitionId, CancellationToken cancellationToken) =>
        store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsLatest = true }, cancellationToken);

    private DefinitionVersion Next(string definitionId, DefinitionVersion? latest) => new()
    {
        Id = ids.Next(),
        DefinitionId = definitionId,
        Version = (latest?.Version ?? 0) + 1,
        IsLatest = true,
        IsPublished = false,
        CreatedAt = time.GetUtcNow(),
    };

    private DefinitionVersion WithContent(DefinitionVersion version, DefinitionDocument document, DefinitionEdit edit) => version with
    {
        Name = document.Name ?? version.DefinitionId,
        Description = document.Description,
        IsUsableAsActivity = document.IsUsableAsActivity,
        SavedAt = time.GetUtcNow(),
        SavedBy = edit.By,
    };

    /// <returns>What is stored; null if the latest version is not any longer what it was.</returns>
    private async Task<(DefinitionVersion Version, IReadOnlyList<DefinitionFinding> Findings)?> StoreAsync(
        DefinitionVersion? latest, DefinitionVersion version, DefinitionDocument document, CancellationToken cancellationToken)
    {
        version = version with { Document = document.WithEnvelope(version).ToJson() };
        if (version.IsPublished)
            version = version with { PublishedAt = version.PublishedAt ?? time.GetUtcNow() };
        var workflow = await compiler.CompileAsync(version, cancellationToken);
        var check = version.IsPublished
            ? await validator.CheckAsync(workflow, cancellationToken)
            : new DefinitionCheck(DefinitionValidator.CheckDrawing(workflow), new TriggerPlan([], [], []));
        if (version.IsPublished && check.Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList() is { Count: > 0 } errors)
            throw new DefinitionInvalidException(errors);
        if (!await store.ReplaceAsync(latest, version, check.Plan.Triggers, check.Plan.Schedules, cancellationToken))
            return null;
        cache.Drop(version.Id);
        if (version.IsPublished)
        {
            await index.RefreshAsync(cancellationToken);
            scheduler.Wake();
        }

        return (version, check.Findings);
    }
}
