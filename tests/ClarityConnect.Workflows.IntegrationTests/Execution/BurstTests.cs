using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Bursts that go on for long, that follow each other, or that never come to an end.</summary>
public sealed class BurstTests : IAsyncLifetime
{
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly LoseLease.Deaths deaths = new();
    private WorkflowHarness harness = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync(
            [typeof(LoseLease)],
            configure: services => services.AddSingleton(deaths).Configure<WorkerOptions>(worker =>
            {
                worker.MaxClaims = 3;
                worker.PollInterval = TimeSpan.FromMilliseconds(5);
            }),
            cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Fact]
    public async Task A_loop_that_never_ends_can_be_cancelled_while_it_runs()
    {
        var id = await StartAsync(
            """
            {"id":"flow","type":"Elsa.Flowchart","version":1,
             "activities":[{"id":"a","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"again"}}},{"id":"b","type":"Elsa.End","version":1},{"id":"d","type":"Elsa.FlowDecision","version":1}],
             "connections":[{"source":{"activity":"a"},"target":{"activity":"d"}},{"source":{"activity":"d","port":"False"},"target":{"activity":"a"}},{"source":{"activity":"d","port":"True"},"target":{"activity":"b"}}]}
            """);

        (await harness.Runtime.CancelAsync(id, Token)).ShouldBeTrue();

        var run = await harness.WaitForAsync(id, InstanceStatus.Cancelled, Token);
        run.Executions.ShouldNotContain(execution => execution.Status == "Running");
    }

    [Fact]
    public async Task An_execution_that_waits_between_bursts_keeps_its_recorded_inputs()
    {
        var id = await StartAsync(
            """
            {"id":"each","type":"Elsa.ForEach","version":1,"items":{"expression":{"type":"Object","value":"[\"x\",\"y\"]"}},
             "body":{"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"expression":{"type":"Literal","value":"00:00:00.010"}}}}
            """);

        var run = await harness.WaitForAsync(id, InstanceStatus.Finished, Token);

        var loop = run.Executions.Single(execution => execution.ActivityId == "each");
        WorkflowRun.Detail(loop, "state")!.Value.GetProperty("Items").GetRawText().ShouldBe("""["x","y"]""");
    }

    [Fact]
    public async Task A_run_that_comes_to_no_checkpoint_is_set_aside_and_goes_on_when_its_dead_letter_is_retried()
    {
        deaths.Limit = 3;
        var id = await StartAsync(
            """
            {"id":"all","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"lose","type":"Test.LoseLease","version":1},
              {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"alive"}}}]}
            """);

        await harness.WaitForAsync(id, InstanceStatus.Faulted, Token);
        deaths.Claims.ShouldBe(3);
        var letter = (await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id }, Token)).ShouldHaveSingleItem();
        letter.Kind.ShouldBe(FailureKind.Misconfigured);
        letter.Message.ShouldContain("begun 3 times");
        await harness.Runtime.RedriveAsync(new RedriveDecision(letter.Id, RedriveVerb.RetryThis, "Ada"), Token);

        (await harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["alive"]);
    }

    [Fact]
    public async Task An_output_that_a_script_names_by_computation_is_kept_for_it()
    {
        var id = await StartAsync(
            """
            {"id":"all","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"s1","name":"Sum","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"return 40 + 2"}}},
              {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"getOutputFrom('S' + 'um', 'Result')"}}}]}
            """);

        (await harness.WaitForAsync(id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["42"]);
    }

    private async Task<string> StartAsync(string root)
    {
        await harness.PublishAsync($$"""{"definitionId":"burst","name":"Burst","root":{{root}}}""", Token);
        return (await harness.Runtime.StartAsync(new StartRequest("burst"), Token))!;
    }
}
