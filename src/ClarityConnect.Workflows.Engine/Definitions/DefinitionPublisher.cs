using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Imports, saves and publishes definitions by Elsa's rules of versions.</summary>
/// <param name="store">Where definitions are.</param>
/// <param name="compiler">Compiles them.</param>
/// <param name="cache">Forgets drafts that change.</param>
/// <param name="triggers">Evaluates triggers' inputs.</param>
/// <param name="scripts">Checks the scripts' syntax.</param>
/// <param name="index">Hears of new triggers.</param>
/// <param name="scheduler">Hears of new schedules.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class DefinitionPublisher(
    IDefinitionStore store,
    DefinitionCompiler compiler,
    CompiledWorkflowCache cache,
    TriggerEvaluator triggers,
    ScriptRunnerPool scripts,
    TriggerIndex index,
    Scheduler scheduler,
    IdGenerator ids,
    TimeProvider time)
{
    /// <summary>
    /// Saves a definition as the draft of its definition id: an unpublished latest version is overwritten, after a published one a new version begins.
    /// </summary>
    /// <param name="document">The definition.</param>
    /// <param name="publish">Whether it is published at once.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The stored version with its document, and what an importer may want to know.</returns>
    /// <exception cref="DefinitionInvalidException">The definition cannot be compiled or, when publishing, is not ready to run.</exception>
    public async Task<(DefinitionVersion Version, IReadOnlyList<string> Warnings)> SaveAsync(
        DefinitionDocument document,
        bool publish,
        CancellationToken cancellationToken)
    {
        var definitionId = document.DefinitionId ?? ids.Next();
        var latest = await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsLatest = true }, cancellationToken);
        var isNewVersion = latest is null || latest.IsPublished;
        var version = new DefinitionVersion
        {
            Id = isNewVersion ? ids.Next() : latest!.Id,
            DefinitionId = definitionId,
            Version = latest is null ? 1 : isNewVersion ? latest.Version + 1 : latest.Version,
            Name = document.Name ?? definitionId,
            Description = document.Description,
            IsLatest = true,
            IsPublished = publish,
            CreatedAt = isNewVersion ? time.GetUtcNow() : latest!.CreatedAt,
        };
        return await StoreAsync(version, document, cancellationToken);
    }

    /// <summary>Publishes the latest version.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The published version, and whether it was published already; null if there is no such definition.</returns>
    /// <exception cref="DefinitionInvalidException">The definition is not ready to run.</exception>
    public async Task<(DefinitionVersion Version, bool WasPublished)?> PublishAsync(string definitionId, CancellationToken cancellationToken)
    {
        var latest = await store.FindAsync(new DefinitionFilter { DefinitionIds = [definitionId], IsLatest = true }, cancellationToken);
        if (latest is null)
            return null;
        if (latest.IsPublished)
            return (latest, true);
        var stored = await StoreAsync(latest with { IsPublished = true }, DefinitionDocument.Parse(latest.Document!), cancellationToken);
        return (stored.Version, false);
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

    private async Task<(DefinitionVersion Version, IReadOnlyList<string> Warnings)> StoreAsync(
        DefinitionVersion version,
        DefinitionDocument document,
        CancellationToken cancellationToken)
    {
        version = version with { Document = document.WithEnvelope(version).ToJson() };
        var workflow = await compiler.CompileAsync(version, cancellationToken);
        IReadOnlyList<TriggerRow> starts = [];
        IReadOnlyList<ScheduleRow> schedules = [];
        if (version.IsPublished)
        {
            await ValidateAsync(workflow, cancellationToken);
            (starts, schedules) = await IndexAsync(workflow, cancellationToken);
            if (HttpRouteTable.FindConflicts(starts, await store.ListTriggersAsync(cancellationToken)) is { Count: > 0 } conflicts)
                throw new DefinitionInvalidException(conflicts);
        }

        await store.SaveAsync(version, starts, schedules, cancellationToken);
        cache.Drop(version.Id);
        if (version.IsPublished)
        {
            await index.RefreshAsync(cancellationToken);
            scheduler.Wake();
        }

        return (version, workflow.Warnings);
    }

    private async Task ValidateAsync(CompiledWorkflow workflow, CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        foreach (var activity in workflow.Activities)
        {
            foreach (var input in activity.Descriptor?.Inputs.Where(input => input.IsRequired) ?? [])
            {
                var isEmpty = input.IsWrapped
                    ? activity.Inputs.FirstOrDefault(compiled => compiled.Name == input.Name) is { Kind: ExpressionKind.Literal, Converted: null or "" }
                    : JsonMembers.Find(activity.Json, input.JsonName) is null or { ValueKind: System.Text.Json.JsonValueKind.Null };
                if (isEmpty)
                    problems.Add($"{activity.Where(workflow.DisplayName)}: the input '{input.DisplayName}' is required. Give it a value before publishing.");
            }
        }

        foreach (var script in workflow.Scripts)
        {
            try
            {
                await scripts.CheckSyntaxAsync(script, cancellationToken);
            }
            catch (ScriptFailedException exception) when (exception.Reason == ScriptFailureReason.Syntax)
            {
                problems.Add($"Workflow '{workflow.DisplayName}', {exception.Message}");
            }
        }

        if (problems.Count > 0)
            throw new DefinitionInvalidException(problems);
    }

    private async Task<(List<TriggerRow>, List<ScheduleRow>)> IndexAsync(CompiledWorkflow workflow, CancellationToken cancellationToken)
    {
        var starts = new List<TriggerRow>();
        var schedules = new List<ScheduleRow>();
        var now = time.GetUtcNow();
        foreach (var activity in workflow.Activities.Where(activity => activity is { CanStartWorkflow: true, IsEmbedded: false, Activity: Trigger }))
        {
            TriggerStart start;
            try
            {
                start = ((Trigger)activity.Activity).GetStart(await triggers.ContextAsync(workflow, activity, cancellationToken));
                if (start.Schedule is { } schedule)
                    schedules.Add(Row(workflow, activity, schedule, now));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                throw new DefinitionInvalidException($"{activity.Where(workflow.DisplayName)}: {exception.Message}");
            }

            starts.AddRange(start.Stimuli.Select(stimulus =>
                new TriggerRow(workflow.DefinitionId, workflow.VersionId, workflow.Version, activity.Id, stimulus.Name, stimulus.Key, workflow.Activation)));
        }

        return (starts, schedules);
    }

    private static ScheduleRow Row(CompiledWorkflow workflow, CompiledActivity activity, Schedule schedule, DateTimeOffset now)
    {
        var row = new ScheduleRow
        {
            Id = $"{workflow.DefinitionId}:{activity.Id}",
            DefinitionId = workflow.DefinitionId,
            DefinitionVersionId = workflow.VersionId,
            Version = workflow.Version,
            ActivityId = activity.Id,
            Cron = schedule.Cron,
            Interval = schedule.Interval,
            At = schedule.At,
            TimeZone = schedule.TimeZone,
            Misfire = schedule.Misfire,
            IsPoll = activity.Activity is PollingTrigger,
            Activation = workflow.Activation,
            NextDueAt = null,
        };
        return row with { NextDueAt = Scheduler.First(row, now) };
    }
}
