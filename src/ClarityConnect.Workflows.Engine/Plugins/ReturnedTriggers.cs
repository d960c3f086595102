using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Sdk.Triggers;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Gives published workflows the triggers that they could not have when they were published, because the plugin was away.</summary>
internal sealed class ReturnedTriggers(
    IDefinitionStore store,
    ActivityRegistry activities,
    CompiledWorkflowCache workflows,
    DefinitionValidator validator,
    Scheduler scheduler,
    ILogger<ReturnedTriggers> logger)
{
    /// <summary>Looks through what is published for triggers of types that have come.</summary>
    public async Task TakeUpAsync(IReadOnlyCollection<string> arrived, CancellationToken cancellationToken)
    {
        foreach (var type in arrived.Where(type => activities.Find(type)?.ClrType.IsAssignableTo(typeof(Trigger)) == true))
        {
            var (published, _) = await store.ListAsync(
                new DefinitionFilter { IsPublished = true, Mentions = $"\"{type}\"", WithDocuments = true }, cancellationToken);
            foreach (var version in published)
                await TakeUpAsync(version, type, cancellationToken);
        }
    }

    private async Task TakeUpAsync(DefinitionVersion version, string type, CancellationToken cancellationToken)
    {
        var workflow = await workflows.GetAsync(version.Id, cancellationToken);
        var starts = workflow.Activities.Where(activity => activity is { CanStartWorkflow: true, IsEmbedded: false }).ToList();
        // What is stored is replaced whole, so triggers of another plugin that is still away would be lost with their cursors.
        if (!starts.Exists(activity => activity.Type == type) || starts.Exists(activity => activity.Activity is NotFoundActivity))
            return;
        var check = await validator.CheckAsync(workflow, cancellationToken);
        if (check.Findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error) is { } error)
        {
            Logs.TriggersNotTakenUp(logger, workflow.DisplayName, version.Version, error.Message);
            return;
        }

        var latest = version.IsLatest ? version : await store.FindAsync(new DefinitionFilter { DefinitionIds = [version.DefinitionId], IsLatest = true }, cancellationToken);
        // Whoever publishes at this moment does the same, with a newer version.
        if (await store.ReplaceAsync(latest, version, check.Plan.Triggers, check.Plan.Schedules, cancellationToken))
            scheduler.Wake();
    }
}
