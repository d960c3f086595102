using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Workflows;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

public sealed class Any_flowchart_is_upgraded_or_refused : UpgradedRuns
{
    private const int Drawings = 150;

    [Theory]
    [InlineData("CounterBased")]
    [InlineData("TokenBased")]
    public async Task What_is_ahead_runs_once_and_what_is_behind_not_again(string mode)
    {
        var upgraded = 0;
        for (var seed = 0; seed < Drawings; seed++)
        {
            if (await UpgradeAsync(mode, seed))
                upgraded++;
        }

        upgraded.ShouldBeGreaterThan(Drawings / 4);
    }

    private async Task<bool> UpgradeAsync(string mode, int seed)
    {
        var drawing = new RandomDrawing(seed);
        var before = drawing.Text;
        await PublishAsync(FlowDrawing.Flow(mode, before));
        if (!await RunsOnceAsync(drawing))
            return false;
        var id = (await Harness.Runtime.StartAsync(new StartRequest("orders"), Token))!;
        var run = await AtRestAsync(id, run => run.Executions.Count > 0);
        for (var events = drawing.Next(3); events > 0 && run.Instance.Status == InstanceStatus.Suspended; events--)
            run = await GoOnAsync(id, run, drawing);
        if (run.Instance.Status != InstanceStatus.Suspended)
            return false;
        for (var changes = drawing.Next(3); changes >= 0; changes--)
            drawing.Change();
        var because = $"seed {seed}, {mode}: {before} => {drawing.Text}; open {string.Join(' ', Open(run))}";
        await PublishAsync(FlowDrawing.Flow(mode, drawing.Text));
        if (!await RunsOnceAsync(drawing))
            return false;
        var plan = (await Upgrades.UpgradeAsync(id, null, "Ada", Token))!;
        if (!plan.CanUpgrade)
            return false;
        var done = run.Executions.Select(execution => execution.ActivityId).ToList();
        var ahead = drawing.From(Open(run));
        run = await AtRestAsync(id, run => run.Instance.Version == plan.ToVersion);
        while (run.Instance.Status == InstanceStatus.Suspended)
            run = await GoOnAsync(id, run, drawing);

        run.Instance.Status.ShouldBe(InstanceStatus.Finished, because);
        var ran = run.Executions.Select(execution => execution.ActivityId).ToList();
        Names(ran.Where(activity => !ahead.Contains(activity))).ShouldBe(Names(done.Where(activity => !ahead.Contains(activity))), because);
        Names(ran.Where(ahead.Contains)).ShouldBe(Names(ahead), because);
        return true;
    }

    /// <summary>Whether a run that begins with the published version runs everything once. Tokens that meet without a join run an activity again.</summary>
    private async Task<bool> RunsOnceAsync(RandomDrawing drawing)
    {
        var id = (await Harness.Runtime.StartAsync(new StartRequest("orders"), Token))!;
        var run = await AtRestAsync(id, run => run.Executions.Count > 0);
        while (run.Instance.Status == InstanceStatus.Suspended && IsOnce(run))
            run = await GoOnAsync(id, run, drawing);
        return run.Instance.Status == InstanceStatus.Finished && IsOnce(run);

        static bool IsOnce(WorkflowRun run) => run.Executions.DistinctBy(execution => execution.ActivityId).Count() == run.Executions.Count;
    }

    private async Task<WorkflowRun> GoOnAsync(string id, WorkflowRun run, RandomDrawing drawing)
    {
        var open = Open(run);
        open.ShouldNotBeEmpty();
        var next = drawing.Pick(open);
        await SendAsync(id, next);
        return await AtRestAsync(id, run => run.Executions.Any(execution => execution.ActivityId == next && execution.Status == "Completed"));
    }

    private Task<WorkflowRun> AtRestAsync(string id, Func<WorkflowRun, bool> condition) =>
        UntilAsync(id, run => run.Instance.Status is InstanceStatus.Suspended or InstanceStatus.Finished or InstanceStatus.Faulted && condition(run));

    private static string Names(IEnumerable<string> activities) => string.Join(' ', activities.Where(activity => activity is not ("flow" or "Workflow1")).Order());

    private static List<string> Open(WorkflowRun run) =>
        [.. run.Executions.Where(execution => execution.Status == "Running" && execution.ActivityId[0] == 'w').Select(execution => execution.ActivityId)];
}
