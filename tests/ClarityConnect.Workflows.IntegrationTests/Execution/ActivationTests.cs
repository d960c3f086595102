using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Who may start while somebody runs; and what is cancelled and deleted together.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private const string Wait = """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"go on"}}}""";

    private const string WaitForChild =
        """{"id":"child","type":"Elsa.ExecuteWorkflow","version":1,"workflowDefinitionId":{"expression":{"type":"Literal","value":"child"}},"waitForCompletion":{"expression":{"type":"Literal","value":true}},"result":{"memoryReference":{"id":"out"}}}""";

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private WorkflowHarness harness = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Theory]
    [InlineData("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", "a", "b")]
    [InlineData("CorrelatedSingleton", "a", "a")]
    [InlineData("CorrelatedSingletonStrategy", null, null)]
    [InlineData("Some.CorrelationStrategy", "a", "a")]
    public async Task Another_instance_is_refused_until_the_first_has_ended(string strategy, string? first, string? second)
    {
        await PublishAsync("main", Wait, strategy);
        var running = await StartAsync(first);

        var refusal = await Should.ThrowAsync<ActivationRefusedException>(() => StartAsync(second));
        refusal.Message.ShouldContain("main");

        await harness.WaitForAsync(running, InstanceStatus.Suspended, Token);
        await harness.Runtime.CancelAsync(running, Token);
        await harness.WaitForAsync(running, InstanceStatus.Cancelled, Token);
        await StartAsync(second);
    }

    [Theory]
    [InlineData(null, "a", "a")]
    [InlineData("AllowAlwaysStrategy", "a", "a")]
    [InlineData("CorrelatedSingletonStrategy", "a", "b")]
    [InlineData("CorrelationStrategy", null, null)]
    public async Task Another_instance_is_started_where_the_strategy_does_not_mind(string? strategy, string? first, string? second)
    {
        await PublishAsync("main", Wait, strategy);

        (await StartAsync(first)).ShouldNotBe(await StartAsync(second));
    }

    [Fact]
    public async Task An_unknown_strategy_is_told_and_does_not_limit()
    {
        var document = DefinitionDocument.Parse($$"""{"definitionId":"odd","options":{"activationStrategyType":"My.RarelyStrategy"},"root":{{Wait}}}""");

        var (_, warnings) = await harness.Services.GetRequiredService<DefinitionPublisher>().SaveAsync(document, publish: true, Token);

        warnings.ShouldHaveSingleItem().Message.ShouldContain("My.RarelyStrategy");
    }

    [Fact]
    public async Task A_parent_hears_that_its_child_was_not_allowed_to_start()
    {
        await PublishAsync("child", Wait, "SingletonStrategy");
        await harness.Runtime.StartAsync(new StartRequest("child"), Token);
        await PublishAsync("main", WaitForChild, null, "\"variables\":[{\"id\":\"out\",\"name\":\"Out\"}]");

        var run = await harness.WaitForAsync(await StartAsync(null), InstanceStatus.Finished, Token);

        var child = run.Checkpoint.GetProperty("finalVariables").GetProperty("Out").GetProperty("value");
        child.GetProperty("subStatus").GetString().ShouldBe("Cancelled");
        var lines = await JournalAsync(child.GetProperty("workflowInstanceId").GetString()!);
        lines.ShouldContain("The activation strategy of the workflow does not allow another instance now.");
    }

    [Fact]
    public async Task Cancelling_a_parent_cancels_the_children_that_it_waits_for_and_no_others()
    {
        await PublishAsync("child", Wait, null);
        await PublishAsync(
            "main",
            """{"id":"seq","type":"Elsa.Sequence","version":1,"activities":[{"id":"d","type":"Elsa.DispatchWorkflow","version":1,"workflowDefinitionId":{"expression":{"type":"Literal","value":"child"}}},CHILD]}"""
                .Replace("CHILD", WaitForChild, StringComparison.Ordinal),
            null,
            "\"variables\":[{\"id\":\"out\",\"name\":\"Out\"}]");
        var parent = await StartAsync(null);
        await harness.WaitForAsync(parent, InstanceStatus.Suspended, Token);
        var awaited = (await harness.Instances.ListBookmarksAsync(parent, Token)).ShouldHaveSingleItem().Key;
        await harness.WaitForAsync(awaited, InstanceStatus.Suspended, Token);

        await harness.Runtime.CancelAsync(parent, Token);

        await harness.WaitForAsync(parent, InstanceStatus.Cancelled, Token);
        await harness.WaitForAsync(awaited, InstanceStatus.Cancelled, Token);
        (await JournalAsync(awaited)).ShouldContain($"The instance {parent}, which waited for this one, was cancelled.");
        var others = await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = ["child"], Statuses = [InstanceStatus.Cancelled] }, Token);
        others.TotalCount.ShouldBe(1);
    }

    [Fact]
    public async Task A_running_instance_is_cancelled_and_deleted_in_one()
    {
        await PublishAsync("main", Wait, null);
        var running = await StartAsync(null);
        await harness.WaitForAsync(running, InstanceStatus.Suspended, Token);
        var burst = harness.Services.GetRequiredService<InstanceEvents>().NextBurst(running);

        (await BulkActions.DeleteAsync([running, "nobody"], Token)).ShouldBe(1);

        (await burst.WaitAsync(Token)).ShouldBe(InstanceStatus.Cancelled);
        (await harness.Instances.FindAsync(running, Token)).ShouldBeNull();
        (await harness.Instances.ListExecutionsAsync(running, null, Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_are_cancelled_and_deleted_by_definition_and_version()
    {
        await PublishAsync("main", Wait, null);
        for (var i = 0; i < 250; i++)
            await StartAsync(null);
        await PublishAsync("main", Wait, null);
        var newer = await StartAsync(null);
        await harness.WaitForAsync(newer, InstanceStatus.Suspended, Token);

        (await BulkActions.CancelAsync(new InstanceFilter { DefinitionIds = ["main"], Version = 1 }, Token)).ShouldBe(250);
        foreach (var id in await harness.Instances.ListIdsAsync(new InstanceFilter { Version = 1 }, null, 1000, Token))
            await harness.WaitForAsync(id, InstanceStatus.Cancelled, Token);
        (await BulkActions.CancelAsync(new InstanceFilter { DefinitionIds = ["main"], Version = 1 }, Token)).ShouldBe(0);

        (await BulkActions.DeleteAsync(new InstanceFilter { DefinitionIds = ["main"], Version = 1 }, Token)).ShouldBe(250);
        (await harness.Instances.ListIdsAsync(new InstanceFilter(), null, 1000, Token)).ShouldBe([newer]);
    }

    private BulkActions BulkActions => harness.Services.GetRequiredService<BulkActions>();

    private async Task<List<string?>> JournalAsync(string instanceId)
    {
        var (lines, _) = await harness.Instances.ReadJournalAsync(instanceId, new Engine.Journal.JournalFilter(), 0, 100, Token);
        return [.. lines.Select(line => line.Message)];
    }

    private Task PublishAsync(string definitionId, string root, string? strategy, string members = "\"name\":\"Test\"") =>
        harness.PublishAsync(
            $$"""{"definitionId":"{{definitionId}}",{{members}},"options":{"activationStrategyType":{{WorkflowJson.ToElement(strategy).GetRawText()}}},"root":{{root}}}""",
            Token);

    private async Task<string> StartAsync(string? correlationId) =>
        (await harness.Runtime.StartAsync(new StartRequest("main") { CorrelationId = correlationId }, Token))!;
}
