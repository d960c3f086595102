using ClarityConnect.Workflows.Engine.Upgrades;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What can be upgraded of a page of instances, and what speaks against the rest.</summary>
/// <param name="ToVersion">The version to go on with.</param>
/// <param name="DryRun">Whether nothing was done.</param>
/// <param name="Planned">How many instances were looked at.</param>
/// <param name="CanUpgrade">How many of them can be upgraded.</param>
/// <param name="CannotUpgrade">How many of them cannot.</param>
/// <param name="InstanceIds">Those that can.</param>
/// <param name="Refusals">Why the others cannot, each reason with the instances for which it holds.</param>
/// <param name="Notes">What a person may not expect of those that can.</param>
/// <param name="Next">What to send as <c>before</c> for the next page; null if this was the last.</param>
internal sealed record BulkUpgradeAnswer(
    int ToVersion,
    bool DryRun,
    int Planned,
    int CanUpgrade,
    int CannotUpgrade,
    IReadOnlyList<string> InstanceIds,
    IReadOnlyList<UpgradeRemark> Refusals,
    IReadOnlyList<UpgradeRemark> Notes,
    string? Next)
{
    public static BulkUpgradeAnswer Of(UpgradeBatch batch, bool isDryRun)
    {
        var able = batch.Plans.Where(plan => plan.CanUpgrade).ToList();
        return new BulkUpgradeAnswer(
            batch.ToVersion,
            isDryRun,
            batch.Plans.Count,
            able.Count,
            batch.Plans.Count - able.Count,
            [.. able.Select(plan => plan.InstanceId)],
            Grouped(batch.Plans, plan => plan.Refusals),
            Grouped(able, plan => plan.Notes),
            batch.Next);
    }

    private static List<UpgradeRemark> Grouped(IEnumerable<UpgradePlan> plans, Func<UpgradePlan, IReadOnlyList<string>> remarks) =>
        [.. plans.SelectMany(plan => remarks(plan).Select(remark => (remark, plan.InstanceId)))
            .GroupBy(pair => pair.remark, pair => pair.InstanceId)
            .Select(group => new UpgradeRemark(group.Key, group.Count(), [.. group]))
            .OrderByDescending(remark => remark.Count)];
}
