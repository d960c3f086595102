using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>Definitions in Elsa's JSON with the results that Elsa gives.</summary>
public sealed class ConformanceTests : IAsyncLifetime
{
    private WorkflowHarness harness = null!;

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync(configure: services => services.AddLogging(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning)), cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Theory]
    [InlineData("s01-linear", "First|Second|Third")]
    [InlineData("s03-join-false-waitallactive", "A|B|C|D|E|F")]
    [InlineData("s05-join-true-waitall", "A|B|C|E|F")]
    [InlineData("s07-backward-dangling", "A|B|D|E|A|B|E|E|F")]
    [InlineData("s09-join-loop-waitall", "A|B|C|D|A|B|C|D|A|B|C|D")]
    [InlineData("s11-join-loop-6479", "A|A|A|B")]
    [InlineData("s15-flowswitch-first", "Case2")]
    [InlineData("s17-foreach-break", "Start|C#|End")]
    [InlineData("s19-for-break", "Start|0|1|End")]
    [InlineData("s21-seq-break-bubbles", "Outer: Start|Inner: Activity 1")]
    [InlineData("s23-nested-containers", "Outer: 10|Inner: 20|Outer again: 10")]
    [InlineData("s37-js-native-objects", "Jane Doe|Apple, Banana, Orange|jane.doe@acme.com")]
    public async Task A_definition_prints_its_lines_and_finishes(string definition, string lines)
    {
        var run = await RunAsync(definition);

        run.Lines.ShouldBe(lines.Split('|'));
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData("s36a-js-setvar")]
    [InlineData("s36b-js-setvar")]
    [InlineData("s36c-js-setvar")]
    public async Task A_script_sets_a_variable_in_each_way(string definition)
    {
        var run = await RunAsync(definition);

        run.Variable("MagicNumber")!.Value.GetInt32().ShouldBe(42);
    }

    [Fact]
    public async Task Outputs_need_not_be_declared_and_keep_their_type()
    {
        var run = await RunAsync("s39-setoutput");

        run.Output("FirstName")!.Value.GetString().ShouldBe("John");
        run.Output("LastName")!.Value.GetString().ShouldBe("Doe");
        run.Output("Age")!.Value.GetRawText().ShouldBe("30");
    }

    [Fact]
    public async Task An_end_is_terminal_for_its_own_flowchart_only()
    {
        var run = await RunAsync("s31-end-in-flowchart");

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.ShouldContain("Path A executed");
        run.Lines.ShouldContain("After flowchart");
        run.Lines.ShouldNotContain("Path B executed");
    }

    [Fact]
    public async Task A_start_activity_is_the_entry_even_if_another_root_comes_first()
    {
        var run = await RunAsync("s49-start-activity");

        run.Lines.ShouldContain("After Start");
        run.Lines.ShouldNotContain("Should not execute");
    }

    [Fact]
    public async Task A_wait_any_join_cancels_its_blocked_sibling_and_runs_what_follows_once()
    {
        var run = await RunAsync("s47-waitany-cancels-blocked");

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Lines.Count(line => line == "AfterJoin").ShouldBe(1);
        (await harness.Instances.ListBookmarksAsync(run.Instance.Id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_local_event_published_before_the_wait_is_still_delivered()
    {
        var id = await StartAsync("s43-local-event");

        await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
    }

    [Fact]
    public async Task An_event_blocks_until_it_is_published()
    {
        var run = await RunAsync("s45-blocking");
        run.Lines.ShouldBe(["Line 1"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);

        var bookmark = (await harness.Instances.ListBookmarksAsync(run.Instance.Id, Token)).ShouldHaveSingleItem();
        await harness.Runtime.PublishAsync(bookmark.Name, bookmark.Key, "e1", "test", JsonElement.Parse("{}"));

        (await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["Line 1", "Line 2", "Line 3"]);
    }

    [Fact]
    public async Task A_switch_runs_every_case_that_holds_and_completes_once()
    {
        var run = await RunAsync("s13-switch-matchany");

        run.Lines.Order().ShouldBe(["Case 2", "Case 3", "Case 5"]);
        run.Executions.Count(execution => execution is { ActivityType: "Elsa.Switch", Status: "Completed" }).ShouldBe(1);
    }

    [Fact]
    public async Task After_a_fault_what_was_scheduled_still_runs_and_the_instance_is_faulted()
    {
        var run = await RunAsync("s25-incident-fault");

        run.Lines.ShouldBe(["Start", "Step 1a", "Step 2a"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        run.Instance.IncidentCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_fork_that_waits_for_any_cancels_the_other_branches()
    {
        var run = await RunAsync("s27-fork-waitany");
        var bookmarks = await harness.Instances.ListBookmarksAsync(run.Instance.Id, Token);
        bookmarks.Count.ShouldBe(3);
        var second = bookmarks.Single(bookmark => bookmark.ActivityId == "Event2");
        await harness.Runtime.PublishAsync(second.Name, second.Key, "e1", "test", JsonElement.Parse("{}"), instanceId: run.Instance.Id);

        (await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token)).Lines.ShouldBe(["Start", "Branch 2", "End"]);
    }

    [Fact]
    public async Task A_break_in_a_fork_leaves_the_loop_and_drops_the_bookmarks_of_its_siblings()
    {
        var run = await RunAsync("s29-break-from-fork");
        var first = (await harness.Instances.ListBookmarksAsync(run.Instance.Id, Token)).Single(bookmark => bookmark.Key.Contains('1', StringComparison.Ordinal));
        await harness.Runtime.PublishAsync(first.Name, first.Key, "e1", "test", JsonElement.Parse("{}"), instanceId: run.Instance.Id);

        var finished = await harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token);
        finished.Lines.ShouldBe(["Start", "Branch 1", "Branch 2", "Branch 1 - Resumed", "End"]);
        (await harness.Instances.ListBookmarksAsync(run.Instance.Id, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dispatched_workflow_gets_its_input_and_its_parent_waits()
    {
        await harness.PublishAsync(await ReadAsync("s33-child-input"), Token);
        var parent = await StartAsync("s33-dispatch-input");

        var run = await harness.WaitForAsync(parent, InstanceStatus.Finished, Token);

        run.Lines.ShouldContain("Parent completed");
        var (children, _) = await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = ["s33-child-input"] }, Token);
        var child = children.ShouldHaveSingleItem();
        child.CorrelationId.ShouldBe("test-correlation-id-123");
        child.ParentInstanceId.ShouldBe(parent);
        (await harness.ReadAsync(child.Id, Token)).Lines.ShouldContain("Received: Hello from parent!");
    }

    [Fact]
    public async Task Bulk_dispatch_runs_its_port_once_for_each_child_that_failed()
    {
        await harness.PublishAsync(await ReadAsync("s35-faulting-child"), Token);
        var parent = await StartAsync("s35-bulk-ports");

        var run = await harness.WaitForAsync(parent, InstanceStatus.Finished, Token);

        run.Variable("FaultedCount")!.Value.GetInt32().ShouldBe(3);
    }

    private async Task<WorkflowRun> RunAsync(string definition)
    {
        await harness.PublishAsync(await ReadAsync(definition), Token);
        return await harness.RunAsync(definition, null, Token);
    }

    private async Task<string> StartAsync(string definition)
    {
        await harness.PublishAsync(await ReadAsync(definition), Token);
        return (await harness.Runtime.StartAsync(new Engine.Execution.StartRequest(definition), Token))!;
    }

    private Task<string> ReadAsync(string definition) =>
        File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Conformance", "Definitions", $"{definition}.json"), Token);
}
