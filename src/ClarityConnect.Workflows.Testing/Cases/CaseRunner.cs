using System.Text.Json;
using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Recovery;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>
/// Runs the test cases of a workflow by the real engine, on stores in memory and with a clock that stands still. Activities that reach out are answered
/// from the case, or by simulators on this machine, so nothing outside is needed or touched.
/// </summary>
/// <param name="activities">Activity classes beside the engine's own.</param>
/// <param name="connectionTypes">Connection types.</param>
/// <param name="simulators">Starts the vendors' simulators for cases that say so; null if there are none.</param>
public sealed class CaseRunner(IReadOnlyList<Type> activities, IReadOnlyList<Type> connectionTypes, CaseSimulatorsFactory? simulators = null)
{
    private const string RecordId = "case";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs all cases of a folder: <c>workflow.json</c>, its mapping tables under <c>mappings</c> and its cases under <c>cases</c>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileNotFoundException">There is no workflow.json.</exception>
    public async Task<IReadOnlyList<CaseResult>> RunFolderAsync(string folder, CancellationToken cancellationToken)
    {
        var definition = await File.ReadAllTextAsync(Path.Combine(folder, "workflow.json"), cancellationToken);
        var mappings = new Dictionary<string, string>();
        foreach (var file in Files(Path.Combine(folder, "mappings")))
            mappings[Path.GetFileNameWithoutExtension(file)] = await File.ReadAllTextAsync(file, cancellationToken);
        var results = new List<CaseResult>();
        foreach (var file in Files(Path.Combine(folder, "cases")))
            results.Add(await RunFileAsync(definition, mappings, file, cancellationToken));
        return results;
    }

    /// <summary>Runs one case.</summary>
    /// <param name="definition">The workflow's definition, JSON.</param>
    /// <param name="mappings">Mapping tables, JSON by name.</param>
    /// <param name="workflowCase">The case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<CaseResult> RunAsync(
        string definition, IReadOnlyDictionary<string, string> mappings, WorkflowCase workflowCase, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var clock = new FakeTime(workflowCase.Now);
        await using var simulators = await SimulatorsAsync(workflowCase, clock, limit.Token);
        await using var harness = await WorkflowHarness.StartAsync(
            activities, connectionTypes, services => services.AddSingleton<TimeProvider>(clock).Configure<WorkerOptions>(worker => worker.PollInterval = TimeSpan.FromMilliseconds(20)), limit.Token);
        foreach (var (name, table) in mappings)
            await harness.Services.GetRequiredService<IMappingTableStore>().SaveAsync(name, table, clock.GetUtcNow(), limit.Token);
        // Published versions have their triggers in the index; a case starts the workflow itself, so nothing must fire beside it.
        var (version, _) = await harness.Services.GetRequiredService<DefinitionPublisher>().SaveAsync(DefinitionDocument.Parse(definition), publish: false, limit.Token);
        await RecordAsync(harness, version, workflowCase, limit.Token);
        await ConnectAsync(harness, version, simulators, limit.Token);
        var id = await StartAsync(harness, version, workflowCase, simulators);
        var run = await RestAsync(harness, id, limit.Token);
        foreach (var step in workflowCase.Steps)
        {
            if (run.Instance.FinishedAt is not null && step is { Retry: null, Again: false, Start: null })
                return new CaseResult(workflowCase.Name, [$"The run had ended ({run.Instance.Status}) before all steps of the case were taken."], run);
            if (step.Simulators is { } script)
            {
                if (simulators is null)
                    return new CaseResult(workflowCase.Name, ["A step changes something at the simulators, and none play in the case."], run);
                await simulators.PlayAsync(script, limit.Token);
            }

            await TakeAsync(harness, clock, step, simulators, limit.Token);
            if (step.Again || step.Start is not null)
            {
                id = await StartAsync(harness, version, step.Start is { } other ? workflowCase with { Start = other } : workflowCase, simulators);
                run = await RestAsync(harness, id, limit.Token);
                continue;
            }

            if (step.Retry is { } retry)
            {
                var burst = harness.Services.GetRequiredService<InstanceEvents>().NextBurst(id);
                if (await CaseRetries.RetryAsync(harness, id, retry, limit.Token) is { } refusal)
                    return new CaseResult(workflowCase.Name, [refusal], run);
                await burst.WaitAsync(limit.Token);
                run = await RestAsync(harness, id, limit.Token);
                continue;
            }

            if (step.Review is not { } review)
            {
                run = await NextRestAsync(harness, run, limit.Token);
                continue;
            }

            var (problem, key) = await CaseReviews.DecideAsync(harness, id, review, limit.Token);
            if (problem is not null)
                return new CaseResult(workflowCase.Name, [problem], run);
            // A wait may look at its item by itself meanwhile, so that more than one burst goes by.
            while (key is not null && (await harness.Instances.ListBookmarksAsync(id, limit.Token)).Any(bookmark => bookmark.Key == key))
                run = await NextRestAsync(harness, run, limit.Token);
            run = await RestAsync(harness, id, limit.Token);
        }

        var letters = await harness.Instances.ListDeadLettersAsync(new DeadLetterFilter { InstanceId = id, Take = 1 }, limit.Token);
        var problems = CaseCheck.Compare(workflowCase.Expect, run, letters.Count == 0 ? null : letters[0].Message);
        if (workflowCase.Expect.Reviews is { } reviews)
            problems.AddRange(await CaseReviews.CompareAsync(harness, reviews, limit.Token));
        if (workflowCase.Expect.Simulators is { } received)
            problems.AddRange(simulators is null ? ["The case expects something of simulators, and none play in it."] : await simulators.CompareAsync(received, limit.Token));
        return new CaseResult(workflowCase.Name, problems, run);
    }

    private async Task<CaseSimulators?> SimulatorsAsync(WorkflowCase workflowCase, FakeTime clock, CancellationToken cancellationToken)
    {
        if (workflowCase.Simulators is not { } script)
            return null;
        return simulators is not null
            ? await simulators(script, clock, cancellationToken)
            : throw new JsonException("Vendors' simulators play in the case, which are not here. Run it with the server's program: clarity workflow test.");
    }

    /// <summary>Makes the connections that the definition names, where a simulator plays the vendor.</summary>
    private static async Task ConnectAsync(WorkflowHarness harness, DefinitionVersion version, CaseSimulators? simulators, CancellationToken cancellationToken)
    {
        if (simulators is null)
            return;
        var workflow = await harness.Services.GetRequiredService<CompiledWorkflowCache>().GetAsync(version.Id, cancellationToken);
        var connections = harness.Services.GetRequiredService<ConnectionDirectory>();
        foreach (var (name, type) in ReferenceReader.Read(workflow).Select(reference => (reference.Name, reference.ConnectionType)).Distinct())
        {
            if (name is not null && type is not null && simulators.Connections.TryGetValue(type, out var fields))
                await connections.SaveAsync(name, type, fields.DeepClone().AsObject(), cancellationToken);
        }
    }

    private async Task<CaseResult> RunFileAsync(string definition, Dictionary<string, string> mappings, string file, CancellationToken cancellationToken)
    {
        try
        {
            var workflowCase = JsonSerializer.Deserialize<WorkflowCase>(await File.ReadAllTextAsync(file, cancellationToken), CaseJson.Options)
                ?? throw new JsonException("The file is empty.");
            return await RunAsync(definition, mappings, workflowCase, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or DefinitionInvalidException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var problem = exception is OperationCanceledException ? $"The run did not come to rest within {Patience.TotalSeconds:0} s." : exception.Message;
            return new CaseResult(Path.GetFileNameWithoutExtension(file), [problem], null);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal) : [];

    /// <summary>Stores the case's answers as if a run had been given them, so that the case repeats that run.</summary>
    /// <exception cref="LeaseLostException">The machine is so busy that the lease was lost in between.</exception>
    private static async Task RecordAsync(WorkflowHarness harness, DefinitionVersion version, WorkflowCase workflowCase, CancellationToken cancellationToken)
    {
        var workflow = await harness.Services.GetRequiredService<CompiledWorkflowCache>().GetAsync(version.Id, cancellationToken);
        var instance = Instance(harness, version, RecordId) with { LeaseOwner = harness.Services.GetRequiredService<NodeLease>().Id };
        var store = harness.Services.GetRequiredService<IExecutionStore>();
        await store.IngestAsync([new Ingestion(Message(harness, workflowCase, RecordId, "{}"u8.ToArray()), [instance], IsSettled: true)], cancellationToken);
        var outcomes = await store.CommitAsync(
            [
                new BurstCommit
                {
                    Instance = Row(version, workflowCase),
                    Fence = 1,
                    BurstNumber = 1,
                    Checkpoint = "{}"u8.ToArray(),
                    ReleasesLease = true,
                    Executions = [.. workflowCase.Answers.Select((answer, index) => Answer(workflow, answer, index, workflowCase.Now))],
                },
            ],
            cancellationToken);
        if (outcomes[0] == CommitOutcome.LeaseLost)
            throw new LeaseLostException(RecordId);
    }

    private static ActivityExecutionRow Answer(CompiledWorkflow workflow, CaseAnswer answer, int index, DateTimeOffset now)
    {
        var activity = workflow.Find(answer.Activity)
            ?? throw new DefinitionInvalidException($"The case answers for an activity '{answer.Activity}', which the workflow does not have.");
        return new ActivityExecutionRow
        {
            InstanceId = RecordId,
            Number = index + 1,
            NodeId = activity.NodeId,
            ActivityId = activity.Id,
            ActivityType = activity.Type,
            ActivityVersion = activity.Version,
            ActivityName = activity.Name,
            Status = answer.Failure is null ? "Completed" : "Faulted",
            StartedAt = now,
            CompletedAt = now,
            StartedSequence = (2 * index) + 1,
            CompletedSequence = (2 * index) + 2,
            HasBookmarks = false,
            Details = JsonSerializer.SerializeToUtf8Bytes(
                new { outputs = answer.Outputs, outcomes = answer.Outcomes, exception = answer.Failure },
                WorkflowJson.Options),
        };
    }

    private static async Task<string> StartAsync(WorkflowHarness harness, DefinitionVersion version, WorkflowCase workflowCase, CaseSimulators? simulators)
    {
        var start = workflowCase.Start;
        var id = harness.Services.GetRequiredService<IdGenerator>().Next();
        var payload = start.Trigger is null
            ? JsonSerializer.SerializeToUtf8Bytes(new { input = start.Input }, WorkflowJson.Options)
            : JsonSerializer.SerializeToUtf8Bytes(start.Payload ?? WorkflowJson.Null, WorkflowJson.Options);
        await harness.Runtime.BeginAsync(
            Message(harness, workflowCase, id, payload),
            Instance(harness, version, id) with
            {
                TriggerActivityId = start.Trigger,
                CorrelationId = start.CorrelationId,
                Rerun = new Rerun(RecordId, long.MaxValue, StubsWrites: true, IsClosed: true, simulators?.Connections.Keys.ToList()),
            });
        return id;
    }

    private static async Task TakeAsync(WorkflowHarness harness, FakeTime clock, CaseStep step, CaseSimulators? simulators, CancellationToken cancellationToken)
    {
        if (step.Advance is { } time)
        {
            if (simulators is not null)
                await simulators.PassAsync(clock.GetUtcNow() + time, cancellationToken);
            clock.Advance(time);
        }

        if (step.Publish is { } name)
            await harness.Runtime.PublishAsync(Engine.Activities.Primitives.Event.StimulusName, name, null, RecordId, step.Payload ?? WorkflowJson.Null);
        harness.Services.GetRequiredService<Dispatcher>().Wake();
    }

    private static async Task<WorkflowRun> RestAsync(WorkflowHarness harness, string id, CancellationToken cancellationToken)
    {
        var events = harness.Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(id);
            var run = await harness.ReadAsync(id, cancellationToken);
            if (run.Instance.Status is not (InstanceStatus.Pending or InstanceStatus.Executing))
                return run;
            await next.WaitAsync(cancellationToken);
        }
    }

    private static async Task<WorkflowRun> NextRestAsync(WorkflowHarness harness, WorkflowRun before, CancellationToken cancellationToken)
    {
        var events = harness.Services.GetRequiredService<InstanceEvents>();
        while (true)
        {
            var next = events.NextBurst(before.Instance.Id);
            var run = await RestAsync(harness, before.Instance.Id, cancellationToken);
            if (run.Instance.FinishedAt is not null || run.Checkpoint.GetRawText() != before.Checkpoint.GetRawText())
                return run;
            await next.WaitAsync(cancellationToken);
        }
    }

    private static NewInstance Instance(WorkflowHarness harness, DefinitionVersion version, string id) => new()
    {
        Id = id,
        DefinitionId = version.DefinitionId,
        DefinitionVersionId = version.Id,
        Version = version.Version,
        WorkItemId = harness.Services.GetRequiredService<IdGenerator>().Next(),
    };

    private static InboxMessage Message(WorkflowHarness harness, WorkflowCase workflowCase, string eventId, ReadOnlyMemory<byte> payload) => new()
    {
        Id = harness.Services.GetRequiredService<IdGenerator>().Next(),
        Source = RecordId,
        EventId = eventId,
        Name = "start",
        Key = RecordId,
        Payload = payload,
        ReceivedAt = workflowCase.Now,
        ExpiresAt = workflowCase.Now,
    };

    private static InstanceRow Row(DefinitionVersion version, WorkflowCase workflowCase) => new()
    {
        Id = RecordId,
        DefinitionId = version.DefinitionId,
        DefinitionVersionId = version.Id,
        Version = version.Version,
        Status = InstanceStatus.Finished,
        CreatedAt = workflowCase.Now,
        UpdatedAt = workflowCase.Now,
        FinishedAt = workflowCase.Now,
    };
}
