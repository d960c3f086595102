using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.IntegrationTests.Execution;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Upgrades;

/// <summary>Runs that wait or fail on version 1 of a definition and go on with version 2.</summary>
public abstract class UpgradedRuns : IAsyncLifetime
{
    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    protected WorkflowHarness Harness { get; private set; } = null!;

    protected Ledger Ledger { get; } = new();

    protected InstanceUpgrades Upgrades => Harness.Services.GetRequiredService<InstanceUpgrades>();

    protected CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        Harness = await WorkflowHarness.StartAsync([typeof(WriteToLedger)], configure: services => services.AddSingleton(Ledger), cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await Harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Publishes a version, starts a run of it, and waits until it stands.</summary>
    protected async Task<string> StartAsync(string root, InstanceStatus status = InstanceStatus.Suspended, string members = "\"name\":\"Orders\"")
    {
        await PublishAsync(root, members);
        var id = (await Harness.Runtime.StartAsync(new StartRequest("orders"), Token))!;
        await Harness.WaitForAsync(id, status, Token);
        return id;
    }

    protected Task PublishAsync(string root, string members = "\"name\":\"Orders\"") =>
        Harness.PublishAsync($$"""{"definitionId":"orders",{{members}},"root":{{root}}}""", Token);

    /// <summary>Publishes another version and has the run upgraded to it.</summary>
    protected async Task<UpgradePlan> UpgradeAsync(string id, string root, string members = "\"name\":\"Orders\"")
    {
        await PublishAsync(root, members);
        var plan = (await Upgrades.UpgradeAsync(id, null, "Ada", Token))!;
        plan.Refusals.ShouldBeEmpty();
        await UntilAsync(id, run => run.Instance.Version == plan.ToVersion);
        return plan;
    }

    /// <summary>Publishes another version and gives why the run cannot be upgraded to it.</summary>
    protected async Task<IReadOnlyList<string>> RefusalsAsync(string id, string root)
    {
        await PublishAsync(root);
        var plan = (await Upgrades.UpgradeAsync(id, null, "Ada", Token))!;
        plan.CanUpgrade.ShouldBeFalse();
        return plan.Refusals;
    }

    protected Task SendAsync(string id, string name) =>
        Harness.Runtime.PublishAsync(Event.StimulusName, name, null, "test", WorkflowJson.Null, instanceId: id);

    /// <summary>Sends the events one after the other and gives the run when it has finished.</summary>
    protected async Task<WorkflowRun> FinishAsync(string id, params string[] events)
    {
        foreach (var name in events)
            await SendAsync(id, name);
        return await Harness.WaitForAsync(id, InstanceStatus.Finished, Token);
    }

    protected async Task<WorkflowRun> UntilAsync(string id, Func<WorkflowRun, bool> condition)
    {
        var events = Harness.Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(id);
            var run = await Harness.ReadAsync(id, Token);
            if (condition(run))
                return run;
            await next.WaitAsync(Token);
        }
    }

    /// <summary>Orders an upgrade whatever the plan says, as somebody does whose plan was made a moment ago.</summary>
    protected async Task OrderAsync(string id, int version)
    {
        var target = await Harness.Services.GetRequiredService<IDefinitionStore>().FindAsync(new DefinitionFilter { DefinitionIds = ["orders"], Version = version }, Token);
        await Harness.Services.GetRequiredService<IExecutionStore>().EnqueueAsync(
            new WorkItem
            {
                Id = Harness.Services.GetRequiredService<IdGenerator>().Next(),
                InstanceId = id,
                Kind = WorkItemKind.Upgrade,
                DueAt = DateTimeOffset.MinValue,
                Data = JsonSerializer.SerializeToUtf8Bytes(new UpgradeOrder(target!.Id, "Ada"), WorkflowJson.Options),
            },
            Token);
        Harness.Services.GetRequiredService<Dispatcher>().Wake();
    }

    /// <summary>Waits for a line of the journal and gives its message.</summary>
    protected async Task<string> UntilJournalAsync(string id, string eventName)
    {
        var events = Harness.Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(id);
            if ((await JournalAsync(id)).FirstOrDefault(line => line.EventName == eventName) is { } found)
                return found.Message!;
            await next.WaitAsync(Token);
        }
    }

    protected async Task<IReadOnlyList<JournalRecord>> JournalAsync(string id) =>
        (await Harness.Instances.ReadJournalAsync(id, new JournalFilter(), 0, 1000, Token)).Items;

    internal static string Line(string id, string? text = null) =>
        $$$"""{"id":"{{{id}}}","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"{{{text ?? id}}}"} } }""";

    internal static string Wait(string id, string? name = null) =>
        $$$"""{"id":"{{{id}}}","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"{{{name ?? id}}}"} } }""";

    protected static string Sequence(string id, params string[] activities) =>
        $$"""{"id":"{{id}}","type":"Elsa.Sequence","version":1,"activities":[{{string.Join(',', activities)}}]}""";
}
