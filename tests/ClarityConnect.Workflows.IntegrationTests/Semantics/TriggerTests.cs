using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using Microsoft.Extensions.DependencyInjection;
using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Semantics.Draw;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

public sealed class TriggerTests(EngineFixture engine) : SemanticsTests(engine)
{
    [Fact]
    [Trait("Case", "M99")]
    [Trait("Case", "M100")]
    public async Task An_event_is_waited_for()
    {
        var run = await RunAsync(Sequence(Line("Line 1"), Event("resume"), Line("Line 2"), Line("Line 3")));
        run.Lines.ShouldBe(["Line 1"]);
        run.Instance.Status.ShouldBe(InstanceStatus.Suspended);

        ShouldPrint(await ResumeAsync(run, "resume"), "Line 1|Line 2|Line 3");
    }

    [Fact]
    [Trait("Case", "M101")]
    public async Task A_published_event_starts_one_instance_with_its_correlation_id_and_payload()
    {
        var name = NewId();
        var trigger = Event(name).Starting();
        trigger["result"] = Into("payload");
        var listener = await PublishAsync(Sequence(trigger, Say("getVariable('payload').order")).With(("payload", "Object", null)));

        await RunAsync(Activity("PublishEvent", "publish", ("eventName", Literal(name)), ("correlationId", Literal("c1")), ("payload", Js("({ order: 42 })"))));

        var instance = await StartedAsync(listener);
        var run = await Harness.WaitForAsync(instance.Id, InstanceStatus.Finished, Token);
        run.Lines.ShouldBe(["42"]);
        run.Instance.CorrelationId.ShouldBe("c1");
    }

    [Fact]
    [Trait("Case", "M102")]
    public async Task A_local_event_published_before_the_wait_is_delivered() => ShouldPrint(
        await FinishAsync(Sequence(
            Activity("PublishEvent", "publish", ("eventName", Literal("local")), ("isLocalEvent", Literal(true)), ("payload", Js("({})"))), Line("A"), Event("local"), Line("B"))),
        "A|B");

    [Theory]
    [InlineData("Delay", "timeSpan", "'00:00:00.010'")]
    [InlineData("Timer", "interval", "'00:00:00.010'")]
    [InlineData("Cron", "cronExpression", "'* * * * * *'")]
    [InlineData("StartAt", "dateTime", "new Date(Date.now() + 3000).toISOString()")]
    [Trait("Case", "M103")]
    public async Task A_due_time_in_the_middle_is_waited_for(string type, string input, string value)
    {
        var run = await RunAsync(Sequence(Line("Before"), Activity(type, "wait", (input, Js(value))), Line("After")));

        run.Executions.ShouldContain(execution => execution.ActivityId == "wait" && execution.HasBookmarks);
        ShouldPrint(await Harness.WaitForAsync(run.Instance.Id, InstanceStatus.Finished, Token), "Before|After");
    }

    [Fact]
    [Trait("Case", "M104")]
    public async Task A_waiting_instance_is_cancelled()
    {
        var run = await RunAsync(Sequence(Event("never"), Line("X")));

        (await Harness.Runtime.CancelAsync(run.Instance.Id, Token)).ShouldBeTrue();

        run = await Harness.WaitForAsync(run.Instance.Id, InstanceStatus.Cancelled, Token);
        run.Lines.ShouldBeEmpty();
        (await BookmarksAsync(run)).ShouldBeEmpty();
    }

    [Fact]
    [Trait("Case", "M105")]
    [Trait("Case", "M106")]
    public async Task Triggers_are_indexed_once_for_each_event_and_for_each_method_of_an_endpoint()
    {
        var name = NewId();
        var definition = Definition(name, Parallel(
            Event(name).Starting(),
            Activity("HttpEndpoint", "http", ("path", Literal($"/{name}")), ("supportedMethods", Js("['GET', 'POST']"))).Starting())).ToJsonString();

        await Harness.PublishAsync(definition, Token);
        var before = await TriggersAsync(name);
        await Harness.PublishAsync(definition, Token);

        before.Count.ShouldBe(3);
        before.ShouldContain($"Elsa.Event {name}");
        before.Count(trigger => trigger.Contains(name, StringComparison.Ordinal)).ShouldBe(3);
        (await TriggersAsync(name)).ShouldBe(before);
    }

    private async Task<IReadOnlyList<string>> TriggersAsync(string definitionId) =>
        [.. (await Harness.Services.GetRequiredService<IDefinitionStore>().ListTriggersAsync(Token))
            .Where(trigger => trigger.DefinitionId == definitionId).Select(trigger => $"{trigger.Name} {trigger.Key}").Order(StringComparer.Ordinal)];

    private async Task<InstanceRow> StartedAsync(string definitionId)
    {
        var events = Harness.Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hear(string id, InstanceStatus status) => heard.TrySetResult();
            events.Committed += Hear;
            try
            {
                if (await InstancesOfAsync(definitionId) is [var instance])
                    return instance;
                await heard.Task.WaitAsync(Token);
            }
            finally
            {
                events.Committed -= Hear;
            }
        }
    }
}
