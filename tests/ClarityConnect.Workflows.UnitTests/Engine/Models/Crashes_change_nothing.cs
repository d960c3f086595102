using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Testing.Workflows;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>Random workflows whose worker dies at random moments inside bursts end as if nothing had happened, with every payment made once.</summary>
public sealed class Crashes_change_nothing : IAsyncLifetime
{
    private readonly Outside outside = new();
    private WorkflowHarness harness = null!;
    private int definitions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await WorkflowHarness.StartAsync(
        [typeof(Pay)],
        configure: services => services.AddSingleton(outside).Configure<WorkerOptions>(worker =>
        {
            worker.PollInterval = TimeSpan.FromMilliseconds(1);
            worker.MaxClaims = 1000;
            worker.NodeLease = TimeSpan.FromMilliseconds(40);
        }),
        cancellationToken: Token);

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public void Wherever_they_come()
    {
        Prop.ForAll(AnyProgram.Arbitrary, Compare).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
        outside.Died.ShouldBeGreaterThan(20);
    }

    private void Compare(AnyProgram program)
    {
        var (undisturbed, owed) = RunAsync(program, []).GetAwaiter().GetResult();
        var (disturbed, paid) = RunAsync(program, program.Deaths).GetAwaiter().GetResult();

        disturbed.ShouldBe(undisturbed, program.ToString());
        paid.ShouldBe(owed, program.ToString());
        (outside.Repeats, outside.Misinformed).ShouldBe((0, 0), program.ToString());
    }

    private async Task<(List<string> Executions, List<string> Payments)> RunAsync(AnyProgram program, IEnumerable<int> deaths)
    {
        var id = $"program{definitions++}";
        await harness.PublishAsync(program.ToJson(id), Token);
        outside.Begin(deaths);
        var instanceId = (await harness.Runtime.StartAsync(new StartRequest(id), Token))!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Token);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var run = await harness.WaitForAsync(instanceId, InstanceStatus.Finished, limit.Token);
        return (
            [.. run.Executions.OrderBy(execution => execution.Number).Select(execution => $"{execution.Number} {execution.NodeId} {execution.Status}")],
            [.. outside.Payments.Values.Order(StringComparer.Ordinal)]);
    }
}
