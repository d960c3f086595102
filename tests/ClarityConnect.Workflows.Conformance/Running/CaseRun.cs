using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Expectations;
using ClarityConnect.Workflows.Conformance.Observations;
using ClarityConnect.Workflows.Conformance.Steps;

namespace ClarityConnect.Workflows.Conformance.Running;

/// <summary>Runs one case against a server.</summary>
internal sealed class CaseRun(WorkflowApi api, WorkflowCase testCase)
{
    /// <summary>How long a case may take to come to what it expects.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>When nothing has changed for so long, nothing more is expected.</summary>
    private static readonly TimeSpan Stillness = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(40);

    private readonly List<string> definitions = [];
    private HashSet<string> before = [];
    private string? main;
    private (int Status, string Body)? response;

    public async Task<CaseResult> RunAsync(CancellationToken ct)
    {
        var (steps, isTokenBased, unknownSteps) = StepReader.Read(testCase.HowStarted);
        var (expectations, unknown) = ExpectationReader.Read(testCase.Expected);
        var notUnderstood = unknownSteps.Concat(unknown).Select(phrase => $"not understood: {phrase}").ToList();
        if (notUnderstood.Count > 0 || steps.Count == 0 || expectations.Count == 0)
            return new CaseResult(testCase.Id, notUnderstood.Count > 0 ? notUnderstood : ["the case does or expects nothing"]);
        try
        {
            await PrepareAsync(isTokenBased, ct);
            return new CaseResult(testCase.Id, await RunAsync(steps, expectations, ct));
        }
        catch (Exception exception) when (exception is HttpRequestException or InvalidOperationException or JsonException)
        {
            return new CaseResult(testCase.Id, [exception.Message]);
        }
    }

    private async Task PrepareAsync(bool isTokenBased, CancellationToken ct)
    {
        foreach (var file in testCase.Files)
        {
            var json = await File.ReadAllTextAsync(file, ct);
            definitions.Add(await api.PublishAsync(isTokenBased ? TokenBased(json) : json, ct));
        }

        before = [.. await api.ListAsync(definitions, ct)];
    }

    private async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<Step> steps, IReadOnlyList<Expectation> expectations, CancellationToken ct)
    {
        var failures = new List<string>();
        for (var i = 0; i < steps.Count; i++)
        {
            await DoAsync(steps[i], ct);
            var phase = expectations.Where(expectation => expectation.Phase == i).ToList();
            if (phase.Count > 0)
                failures.AddRange(await UntilAsync(phase, ct));
        }

        failures.AddRange(await UntilAsync([.. expectations.Where(expectation => expectation.Phase is null || expectation.Phase >= steps.Count)], ct));
        return failures;
    }

    private async Task DoAsync(Step step, CancellationToken ct)
    {
        switch (step)
        {
            case Step.Run run:
                main = await api.StartAsync(Definition, run.Input ?? Phrases.Value(testCase.Input.Length == 0 ? "{}" : testCase.Input).Value, run.CorrelationId, ct);
                break;
            case Step.Resume resume:
                foreach (var activity in resume.Activities)
                    await ResumeAsync(activity, ct);
                break;
            case Step.ResumeAll:
                await ResumeAllAsync(ct);
                break;
            case Step.Publish publish:
                await api.PublishEventAsync(publish.EventName, null, publish.CorrelationId, publish.Payload, ct);
                break;
            case Step.Cancel:
                await AtRestAsync(ct);
                await api.CancelAsync(main ?? throw new InvalidOperationException("There is no instance to cancel."), ct);
                break;
            case Step.Call call:
                response = await api.CallAsync(call.Method, call.Path, call.Body, ct);
                break;
        }
    }

    private async Task ResumeAsync(string activity, CancellationToken ct)
    {
        var (_, found) = await WatchAsync(observed => Find(observed, activity) is not null, ct);
        var (instance, bookmark) = Find(found, activity) ?? throw new InvalidOperationException($"No bookmark of activity '{activity}' came to be.");
        await PublishAsync(instance, bookmark, ct);
    }

    private static (Instance Instance, Waiting Bookmark)? Find(Observation observed, string activity) => observed.Instances
        .SelectMany(instance => instance.Bookmarks.Select(bookmark => (instance, bookmark)))
        .Where(pair => pair.bookmark.ActivityId == activity || pair.instance.Executions.Any(execution => execution.Name == activity && execution.ActivityId == pair.bookmark.ActivityId))
        .Select(pair => ((Instance, Waiting)?)pair)
        .FirstOrDefault();

    private async Task ResumeAllAsync(CancellationToken ct)
    {
        var resumed = new HashSet<(string, Waiting)>();
        while (true)
        {
            var observed = await AtRestAsync(ct);
            var open = observed.Instances.SelectMany(instance => instance.Bookmarks.Where(bookmark => bookmark.Name == "Elsa.Event").Select(bookmark => (instance, bookmark)))
                .Where(pair => resumed.Add((pair.instance.Id + pair.instance.Text("updatedAt"), pair.bookmark)))
                .ToList();
            if (open.Count == 0)
                return;
            foreach (var (instance, bookmark) in open)
                await PublishAsync(instance, bookmark, ct);
            await WatchAsync(now => now.Fingerprint != observed.Fingerprint && now.IsAtRest, ct);
        }
    }

    private Task PublishAsync(Instance instance, Waiting bookmark, CancellationToken ct) =>
        bookmark.Name == "Elsa.Event"
            ? api.PublishEventAsync(bookmark.Key, instance.Id, bookmark.CorrelationId, null, ct)
            : bookmark.IsTimed ? Task.CompletedTask : throw new InvalidOperationException($"'{bookmark.ActivityId}' waits for {bookmark.Name}, which is no event.");

    private async Task<Observation> AtRestAsync(CancellationToken ct) =>
        (await WatchAsync(observed => observed.Instances.Count > 0 && observed.IsAtRest && !observed.Instances.Any(instance => instance.Bookmarks.Any(bookmark => bookmark.IsTimed)), ct)).Observation;

    /// <summary>Looks until all expectations hold where everything rests, twice unless everything has ended.</summary>
    private async Task<IReadOnlyList<string>> UntilAsync(IReadOnlyList<Expectation> expectations, CancellationToken ct)
    {
        var held = 0;
        var (holds, last) = await WatchAsync(observed => IsMet(observed) && (++held > 2 || observed.Instances.All(instance => instance.IsFinal)), ct);
        var failures = expectations.Select(expectation => expectation.Check(last)).OfType<string>().ToList();
        return holds || failures.Count > 0 ? failures : ["it does not come to rest"];

        bool IsMet(Observation observed) => observed.IsAtRest && expectations.All(expectation => expectation.Check(observed) is null);
    }

    private async Task<(bool Holds, Observation Observation)> WatchAsync(Func<Observation, bool> condition, CancellationToken ct)
    {
        var began = TimeProvider.System.GetTimestamp();
        var changed = began;
        var fingerprint = "";
        using var timer = new PeriodicTimer(Look);
        while (true)
        {
            var observed = await ObserveAsync(ct);
            if (condition(observed))
                return (true, observed);
            if (observed.Fingerprint != fingerprint)
                (fingerprint, changed) = (observed.Fingerprint, TimeProvider.System.GetTimestamp());
            if (TimeProvider.System.GetElapsedTime(began) > Patience || (TimeProvider.System.GetElapsedTime(changed) > Stillness && observed.IsAtRest))
                return (false, observed);
            await timer.WaitForNextTickAsync(ct);
        }
    }

    private async Task<Observation> ObserveAsync(CancellationToken ct)
    {
        var instances = new List<Instance>();
        foreach (var id in (await api.ListAsync(definitions, ct)).Where(id => !before.Contains(id)))
            instances.Add(await api.ReadAsync(id, ct));
        var started = instances.Find(instance => main is null ? instance.Text("definitionId") == Definition : instance.Id == main);
        main ??= started?.Id;
        return new Observation(instances, started, response);
    }

    private string Definition => definitions.Find(id => id == testCase.Definition) ?? definitions[^1];

    private static string TokenBased(string json)
    {
        var definition = JsonNode.Parse(json)!.AsObject();
        if (definition["customProperties"] is not JsonObject custom)
            definition["customProperties"] = custom = [];
        custom["Flowchart:ExecutionMode"] ??= "TokenBased";
        return definition.ToJsonString();
    }
}
