using System.Globalization;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Workflows;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Models;

/// <summary>Random flowcharts run in the engine and in a small interpreter of the rules: the same activities, in the same order, with the same end.</summary>
public sealed class Flowcharts_follow_their_model : IAsyncLifetime
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(200);

    private WorkflowHarness harness = null!;
    private int definitions;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await WorkflowHarness.StartAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public void By_counting_visits() => Prop.ForAll(AnyFlow.Arbitrary, flow => Compare(flow, new CounterModel(flow), isTokenBased: false)).Check(Cases);

    [Fact]
    public void By_tokens() => Prop.ForAll(AnyFlow.Arbitrary, flow => Compare(flow, new TokenModel(flow), isTokenBased: true)).Check(Cases);

    private void Compare(AnyFlow flow, FlowModel model, bool isTokenBased)
    {
        var hasEnded = model.Run();
        var run = RunAsync(flow, isTokenBased).GetAwaiter().GetResult();

        var ran = run.Executions.Where(execution => execution.ActivityId[0] == 'n' && execution.Status == "Completed")
            .OrderBy(execution => execution.StartedSequence)
            .Select(execution => int.Parse(execution.ActivityId.AsSpan(1), CultureInfo.InvariantCulture));
        ran.ShouldBe(model.Ran, flow.ToString());
        run.Instance.Status.ShouldBe(hasEnded ? InstanceStatus.Finished : InstanceStatus.Faulted, flow.ToString());
    }

    private async Task<WorkflowRun> RunAsync(AnyFlow flow, bool isTokenBased)
    {
        var id = $"flow{definitions++}";
        await harness.PublishAsync(flow.ToJson(id, isTokenBased), Token);
        return await harness.RunAsync(id, null, Token);
    }
}
