using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Upgrades;

/// <summary>
/// Upgrades a claimed instance before anything of it is run. The plan is made anew, as the instance may have gone on since a person saw one; the burst
/// that follows writes the new version with its commit.
/// </summary>
internal sealed class ClaimUpgrade(CompiledWorkflowCache workflows)
{
    public async Task<UpgradedClaim> RunAsync(ClaimedInstance claim, CompiledWorkflow workflow, CancellationToken cancellationToken)
    {
        var state = CheckpointReader.Read(claim, workflow);
        var items = ItemsOf(claim, state);
        var outcomes = items.ToDictionary(item => item.Id, _ => ("UpgradeRefused", "A later request to upgrade this run took its place."));
        if (items.Count == 0)
            return new UpgradedClaim(workflow, state, outcomes);
        var order = JsonSerializer.Deserialize<UpgradeOrder>(items[^1].Data!.Value.Span, WorkflowJson.Options)!;
        var target = await FindAsync(order.VersionId, cancellationToken);
        var refusal = target is null ? $"There is no usable definition version '{order.VersionId}' any longer." : WhyNotStarted(claim, target);
        if (target is not null && refusal is null)
        {
            var plan = InstanceUpgrade.Run(state, workflow, target);
            if (plan.CanUpgrade)
            {
                outcomes[items[^1].Id] = ("Upgraded", Sentences([$"{order.By} upgraded this run from version {plan.FromVersion} to version {plan.ToVersion}.", .. plan.Notes]));
                return new UpgradedClaim(target, state, outcomes);
            }

            refusal = Sentences(plan.Refusals);
        }

        outcomes[items[^1].Id] = ("UpgradeRefused", $"{order.By} asked to upgrade this run{(target is null ? "" : $" to version {target.Version}")}. {refusal}");
        return new UpgradedClaim(workflow, CheckpointReader.Read(claim, workflow), outcomes);
    }

    /// <summary>Leaves an instance on its version.</summary>
    public static UpgradedClaim Refuse(ClaimedInstance claim, CompiledWorkflow workflow, string reason)
    {
        var state = CheckpointReader.Read(claim, workflow);
        return new UpgradedClaim(workflow, state, ItemsOf(claim, state).ToDictionary(item => item.Id, _ => ("UpgradeRefused", reason)));
    }

    private static List<WorkItem> ItemsOf(ClaimedInstance claim, InstanceState state) =>
        [.. claim.Items.Where(item => item.Kind == WorkItemKind.Upgrade && !state.HandledWorkItems.Contains(item.Id))];

    /// <summary>An instance that has not begun needs only the trigger that starts it.</summary>
    private static string? WhyNotStarted(ClaimedInstance claim, CompiledWorkflow target)
    {
        var start = claim.Items.FirstOrDefault(item => item.Kind == WorkItemKind.Start)?.Data;
        return start is { } data && CheckpointReader.Parse(data) is { ValueKind: JsonValueKind.String } trigger && target.Find(trigger.GetString()!) is null
            ? $"'{trigger.GetString()}' starts it, but version {target.Version} does not have that trigger."
            : null;
    }

    private async Task<CompiledWorkflow?> FindAsync(string versionId, CancellationToken cancellationToken)
    {
        try
        {
            return await workflows.GetAsync(versionId, cancellationToken);
        }
        catch (DefinitionInvalidException)
        {
            return null;
        }
    }

    private static string Sentences(IEnumerable<string> sentences) => string.Join(" ", sentences);
}
