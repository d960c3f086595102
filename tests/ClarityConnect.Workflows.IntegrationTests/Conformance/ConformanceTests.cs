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
