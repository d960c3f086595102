using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>Plans what an upgrade of running and faulted instances to another version would do, and asks workers to do it.</summary>
/// <param name="reader">Reads instances.</param>
/// <param name="definitions">Where definitions are.</param>
/// <param name="workflows">Compiled versions.</param>
/// <param name="store">The queue.</param>
/// <param name="dispatcher">Runs instances.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class InstanceUpgrades(
    IInstanceReader reader,
    IDefinitionStore definitions,
    CompiledWorkflowCache workflows,
    IExecutionStore store,
    Dispatcher dispatcher,
    IdGenerator ids,
    TimeProvider time)
{
    private static readonly InstanceStatus[] Upgradable = [InstanceStatus.Pending, InstanceStatus.Executing, InstanceStatus.Suspended, InstanceStatus.Faulted];

    /// <summary>Says what an upgrade of an instance would do, and changes nothing.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="toVersion">The version to go on with; null for the published one.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The plan; null if there is no such instance.</returns>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it may still be changed.</exception>
    public async Task<UpgradePlan?> PlanAsync(string instanceId, int? toVersion, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(instanceId, cancellationToken) is not { } found)
            return null;
        var target = await FindTargetAsync(found.Instance.DefinitionId, toVersion, cancellationToken);
        return await PlanAsync(found.Instance, found.Checkpoint, await workflows.GetAsync(target.Id, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Has an instance upgraded if its plan has no refusal. A worker does it before it runs the instance the next time, which is soon; what its journal
    /// then says counts, as the instance may have gone on meanwhile.
    /// </summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="toVersion">The version to go on with; null for the published one.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <returns>The plan; null if there is no such instance.</returns>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it may still be changed.</exception>
    public async Task<UpgradePlan?> UpgradeAsync(string instanceId, int? toVersion, string by, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(instanceId, cancellationToken) is not { } found)
            return null;
        var target = await FindTargetAsync(found.Instance.DefinitionId, toVersion, cancellationToken);
        var plan = await PlanAsync(found.Instance, found.Checkpoint, await workflows.GetAsync(target.Id, cancellationToken), cancellationToken);
        return plan.CanUpgrade ? await EnqueueAsync(plan, target, by, cancellationToken) : plan;
    }

    /// <summary>Plans a page of instances and, unless it is a dry run, has those upgraded that can be.</summary>
    /// <param name="selection">Which instances.</param>
    /// <param name="by">Who wants it; null for a dry run.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it may still be changed.</exception>
    public async Task<UpgradeBatch> RunAsync(UpgradeSelection selection, string? by, CancellationToken cancellationToken)
    {
        var target = await FindTargetAsync(selection.DefinitionId, selection.ToVersion, cancellationToken);
        var workflow = await workflows.GetAsync(target.Id, cancellationToken);
        var (instanceIds, next) = selection.InstanceIds is { } named ? (named, null) : await PageAsync(selection, cancellationToken);
        var plans = new List<UpgradePlan>();
        foreach (var id in instanceIds)
        {
            var found = await reader.FindAsync(id, cancellationToken);
            if (selection.InstanceIds is null && found?.Instance.DefinitionVersionId == target.Id)
                continue;
            var plan = found is { } instance
                ? await PlanAsync(instance.Instance, instance.Checkpoint, workflow, cancellationToken)
                : new UpgradePlan { InstanceId = id, FromVersion = 0, ToVersion = target.Version, Refusals = ["There is no such instance."] };
            plans.Add(by is not null && plan.CanUpgrade ? await EnqueueAsync(plan, target, by, cancellationToken) : plan);
        }

        return new UpgradeBatch(target.Version, plans, next);
    }

    private async Task<(IReadOnlyList<string> Ids, string? Next)> PageAsync(UpgradeSelection selection, CancellationToken cancellationToken)
    {
        var filter = new InstanceFilter
        {
            DefinitionIds = [selection.DefinitionId],
            Statuses = Upgradable,
            Version = selection.FromVersion,
            Before = selection.Before,
            OrderBy = "Id",
            Take = selection.Take,
        };
        var (page, _) = await reader.ListAsync(filter, cancellationToken);
        return ([.. page.Select(row => row.Id)], page.Count == selection.Take ? page[^1].Id : null);
    }

    private async Task<DefinitionVersion> FindTargetAsync(string definitionId, int? number, CancellationToken cancellationToken)
    {
        var filter = number is null
            ? new DefinitionFilter { DefinitionIds = [definitionId], IsPublished = true }
            : new DefinitionFilter { DefinitionIds = [definitionId], Version = number };
        var version = await definitions.FindAsync(filter, cancellationToken)
            ?? throw new DefinitionInvalidException(number is null ? $"No version of the workflow '{definitionId}' is published. Publish one, or name a version." : $"The workflow '{definitionId}' has no version {number}.");
        if (version is { IsLatest: true, IsPublished: false })
            throw new DefinitionInvalidException($"Version {version.Version} of the workflow '{definitionId}' is a draft, which may still be changed. Publish it first.");
        return version;
    }

    private async Task<UpgradePlan> PlanAsync(InstanceRow row, ReadOnlyMemory<byte>? checkpoint, CompiledWorkflow target, CancellationToken cancellationToken)
    {
        if (row.Status is InstanceStatus.Finished or InstanceStatus.Cancelled)
            return new UpgradePlan { InstanceId = row.Id, FromVersion = row.Version, ToVersion = target.Version, Refusals = [$"It has ended ({row.Status})."] };
        var source = await workflows.GetAsync(row.DefinitionVersionId, PluginPins.Of(checkpoint), cancellationToken);
        var state = checkpoint is { } stored ? CheckpointReader.Read(row, burstNumber: 0, stored, source) : InstanceState.Begin(row);
        return InstanceUpgrade.Run(state, source, target);
    }

    private async Task<UpgradePlan> EnqueueAsync(UpgradePlan plan, DefinitionVersion target, string by, CancellationToken cancellationToken)
    {
        var item = new WorkItem
        {
            Id = ids.Next(),
            InstanceId = plan.InstanceId,
            Kind = WorkItemKind.Upgrade,
            DueAt = time.GetUtcNow(),
            Data = JsonSerializer.SerializeToUtf8Bytes(new UpgradeOrder(target.Id, by), WorkflowJson.Options),
        };
        if (!await store.EnqueueAsync(item, cancellationToken))
            return plan with { Refusals = ["It has ended meanwhile."] };
        dispatcher.Wake();
        return plan;
    }
}
