using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Alerts;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Alerts;

/// <summary>Who is told of runs that were given up is drawn like any other workflow.</summary>
public sealed class Alerts_are_workflows : IAsyncLifetime
{
    private const string Failing =
        """
        {"definitionId":"failing","name":"Nightly post","root":{"id":"bad","name":"Post","type":"Elsa.RunJavaScript","version":1,
          "script":{"expression":{"type":"Literal","value":"throw new Error('no account 4999')"}}}}
        """;

    private static readonly TimeSpan OneMinute = TimeSpan.FromMinutes(1);

    private readonly StandingClock clock = new();
    private WorkflowHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        harness = await WorkflowHarness.StartAsync(configure: services => services.AddSingleton<TimeProvider>(clock), cancellationToken: Token);

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task One_alert_speaks_for_all_that_a_workflow_gave_up_and_comes_once()
    {
        await harness.PublishAsync(Failing, Token);
        await FailAsync(); // before the alert was published
        await harness.PublishAsync(Alerting("alerting"), Token);
        await LookAsync();
        await FailAsync();
        await FailAsync();

        for (var look = 0; look < 8; look++)
            await LookAsync();

        var alert = (await AlertsAsync("alerting")).ShouldHaveSingleItem();
        (alert.DefinitionId, alert.Workflow, alert.Count).ShouldBe(("failing", "Nightly post", 2));
        alert.DeadLetters.ShouldAllBe(letter => letter.Step == "Post" && letter.Message.Contains("no account 4999"));
    }

    [Fact]
    public async Task Other_workflows_other_kinds_and_the_alerts_own_failures_start_none()
    {
        await harness.PublishAsync(Failing, Token);
        await harness.PublishAsync(Alerting("other-workflow", "definitionIds", """["some-other"]"""), Token);
        await harness.PublishAsync(Alerting("other-kind", "kinds", """["RateLimited"]"""), Token);
        await harness.PublishAsync(Alerting("broken", script: "throw new Error('the alert itself fails')"), Token);
        await LookAsync();
        await FailAsync();
        for (var look = 0; look < 4; look++)
            await LookAsync();

        (await AlertsAsync("other-workflow")).ShouldBeEmpty();
        (await AlertsAsync("other-kind")).ShouldBeEmpty();
        (await ListAsync("broken")).Count.ShouldBe(1);
    }

    private static string Alerting(string id, string input = "kinds", string value = "[]", string script = "1") =>
        """
        {"definitionId":"ID","name":"Alert","root":{"id":"all","type":"Elsa.Sequence","version":1,"activities":[
          {"id":"when","name":"When","type":"ClarityConnect.DeadLetterAdded","version":1,"customProperties":{"canStartWorkflow":true},
           "interval":{"expression":{"type":"Literal","value":"00:01:00"}},"INPUT":{"expression":{"type":"Object","value":VALUE}}},
          {"id":"tell","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"SCRIPT"}}}]}}
        """
        .Replace("ID", id, StringComparison.Ordinal)
        .Replace("INPUT", input, StringComparison.Ordinal)
        .Replace("VALUE", JsonSerializer.Serialize(value), StringComparison.Ordinal)
        .Replace("SCRIPT", script, StringComparison.Ordinal);

    private async Task FailAsync() => (await harness.RunAsync("failing", null, Token)).Instance.Status.ShouldBe(InstanceStatus.Faulted);

    private async Task LookAsync()
    {
        clock.Now += OneMinute;
        await harness.Services.GetRequiredService<Scheduler>().RunOnceAsync(Token);
    }

    private async Task<List<DeadLetterAlert>> AlertsAsync(string definitionId)
    {
        var alerts = new List<DeadLetterAlert>();
        foreach (var instance in await ListAsync(definitionId))
        {
            var run = await harness.WaitForAsync(instance.Id, InstanceStatus.Finished, Token);
            alerts.Add(ValueConversion.To<DeadLetterAlert>(WorkflowRun.Detail(run.Executions.Single(step => step.ActivityId == "when"), "outputs")!.Value.GetProperty("Result"))!);
        }

        return alerts;
    }

    private async Task<IReadOnlyList<InstanceRow>> ListAsync(string definitionId) =>
        (await harness.Instances.ListAsync(new InstanceFilter { DefinitionIds = [definitionId], Take = 10 }, Token)).Item1;

    private sealed class StandingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
