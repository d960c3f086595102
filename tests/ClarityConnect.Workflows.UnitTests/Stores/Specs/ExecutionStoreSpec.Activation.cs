using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Schedules;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.Tests.Stores;

/// <summary>What every execution store promises: activation keys.</summary>
public abstract partial class ExecutionStoreSpec
{
    [Fact]
    public async Task A_key_that_a_running_instance_has_refuses_another_start()
    {
        var (first, second) = (StartWith("s:invoice"), StartWith("s:invoice"));

        (await Store.IngestAsync([new Ingestion(Message(), [first], true)], Token)).ShouldBe([IngestOutcome.Stored]);
        (await Store.IngestAsync([new Ingestion(Message(eventId: "e2"), [second], true)], Token)).ShouldBe([IngestOutcome.StartRefused]);

        (await FindAsync(second.Id)).ShouldBeNull();
        (await ClaimAsync(first.Id)).ShouldNotBeNull();
        (await Store.IngestAsync([new Ingestion(Message(eventId: "e2"), [StartWith("s:invoice")], true)], Token)).ShouldBe([IngestOutcome.Duplicate]);
    }

    [Fact]
    public async Task Of_two_starts_with_one_key_in_a_batch_one_is_refused()
    {
        Ingestion[] batch = [.. Enumerable.Range(0, 3).Select(n => new Ingestion(Message(), [StartWith(n == 2 ? "s:other" : "s:invoice")], true))];

        var outcomes = await Store.IngestAsync(batch, Token);

        outcomes.Order().ShouldBe([IngestOutcome.Stored, IngestOutcome.Stored, IngestOutcome.StartRefused]);
        outcomes[2].ShouldBe(IngestOutcome.Stored);
    }

    [Fact]
    public async Task Starts_that_race_for_a_key_have_one_winner()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token), Token)));

        outcomes.Count(outcome => outcome[0] == IngestOutcome.Stored).ShouldBe(1);
        outcomes.Count(outcome => outcome[0] == IngestOutcome.StartRefused).ShouldBe(15);
    }

    [Theory]
    [InlineData(InstanceStatus.Finished)]
    [InlineData(InstanceStatus.Cancelled)]
    [InlineData(InstanceStatus.Faulted)]
    public async Task The_end_of_an_instance_frees_its_key(InstanceStatus end)
    {
        await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token);
        var claimed = (await Store.ClaimAsync("node1", Now, 1, Token)).Single();
        (await CommitAsync(Burst(claimed, end))).ShouldBeTrue();

        (await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token)).ShouldBe([IngestOutcome.Stored]);
    }

    [Fact]
    public async Task An_instance_that_is_brought_back_has_no_key()
    {
        await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token);
        var claimed = (await Store.ClaimAsync("node1", Now, 1, Token)).Single();
        await CommitAsync(Burst(claimed, InstanceStatus.Faulted));
        await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token);

        (await Store.EnqueueAsync(Item(claimed.Instance.Id, WorkItemKind.Redrive), Token)).ShouldBeTrue();

        (await FindAsync(claimed.Instance.Id))!.Status.ShouldBe(InstanceStatus.Suspended);
    }

    [Fact]
    public async Task A_correlation_key_is_refused_while_anything_runs_with_that_correlation_id()
    {
        var other = Start() with { DefinitionId = "shipping" };
        await Store.IngestAsync([new Ingestion(Message(), [other], true)], Token);

        (await Store.IngestAsync([new Ingestion(Message(), [StartWith("c:order-7")], true)], Token)).ShouldBe([IngestOutcome.StartRefused]);
        var elsewhere = StartWith("c:order-8") with { CorrelationId = "order-8" };
        (await Store.IngestAsync([new Ingestion(Message(), [elsewhere], true)], Token)).ShouldBe([IngestOutcome.Stored]);
    }

    [Fact]
    public async Task A_refused_child_is_made_to_be_cancelled_after_its_start_so_that_its_parent_hears_of_it()
    {
        await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token);
        var parent = await ClaimedAsync();
        var child = StartWith("s:invoice") with { ParentInstanceId = parent.Instance.Id };
        await CommitAsync(Burst(parent) with { Messages = [new Ingestion(Message(), [child], true)] });

        var claimed = (await ClaimAsync(child.Id)).ShouldNotBeNull();

        claimed.Items.Select(item => item.Kind).ShouldBe([WorkItemKind.Start, WorkItemKind.Cancel]);
        System.Text.Encoding.UTF8.GetString(claimed.Items[1].Data!.Value.Span).ShouldContain("activation strategy");
    }

    [Fact]
    public async Task A_message_whose_triggers_are_refused_is_consumed()
    {
        await Store.IngestAsync([new Ingestion(Message(), [StartWith("s:invoice")], true)], Token);
        var message = Message();
        await Store.IngestAsync([new Ingestion(message, [], false)], Token);

        var start = StartWith("s:invoice");
        (await Store.CorrelateAsync(messages => [new Correlation(messages.Single(), [start], [])], 10, Token)).Taken.ShouldBe(1);

        (await FindAsync(start.Id)).ShouldBeNull();
        (await Store.CorrelateAsync(ResumeAll, 10, Token)).Taken.ShouldBe(0);
    }

    [Fact]
    public async Task Triggers_and_schedules_keep_their_activation_strategy()
    {
        await Stores.Definitions.SaveAsync(
            Version(),
            [Trigger() with { Activation = ActivationStrategy.Correlation }],
            [Schedule() with { Activation = ActivationStrategy.Singleton }],
            Token);
        await Store.IngestAsync([new Ingestion(Message(), [], false)], Token);

        var seen = new List<ActivationStrategy>();
        await Store.CorrelateAsync(
            messages =>
            {
                seen.AddRange(messages.SelectMany(message => message.Triggers).Select(trigger => trigger.Activation));
                return [];
            },
            10,
            Token);

        seen.ShouldBe([ActivationStrategy.Correlation]);
        (await Stores.Definitions.ListTriggersAsync(Token)).Single().Activation.ShouldBe(ActivationStrategy.Correlation);
        ScheduleRow schedule = (await Store.ClaimSchedulesAsync(Now, Now.AddMinutes(5), 10, Token)).Single();
        schedule.Activation.ShouldBe(ActivationStrategy.Singleton);
    }

    private static NewInstance StartWith(string key) => Start() with { ActivationKey = key };
}
