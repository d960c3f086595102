using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>One attempt of one activity, outside of the engine.</summary>
internal sealed class SingleRun(GivenInputs given, Connected connected, string key, int attempt, TimeProvider time, CancellationToken cancellationToken) : ActivityExecutionContext
{
    private readonly Dictionary<string, JsonElement> state = [];

    public SortedDictionary<string, JsonElement> Outputs { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Outcomes { get; private set; } = [];

    public override string InstanceId => $"instance-{key}";

    public override string DefinitionId => "conformance";

    public override string ActivityId => "activity";

    public override string ActivityName => given.Activity.GetType().Name;

    public override string ExecutionId => $"{InstanceId}-1";

    public override int Attempt => attempt;

    public override string IdempotencyKey => key;

    public override bool IsRepeat => attempt > 1;

    public override string? CorrelationId { get; set; }

    public override string? InstanceName { get; set; }

    public override JsonElement? TriggerPayload => null;

    public override CancellationToken CancellationToken => cancellationToken;

    public override TimeProvider Time => time;

    public override ILogger Logger => connected.Log;

    public EffectKind Effect => given.Activity.GetEffect(this);

    public async Task ExecuteAsync()
    {
        await given.Activity.ExecuteAsync(this);
        if (given.Activity is CodeActivity && Outcomes.Count == 0)
            Complete();
    }

    public async Task<Reconciliation> ReconcileAsync() => await given.Activity.ReconcileAsync(this);

    public override T? Get<T>(Input<T> input)
        where T : default => given.Get(input);

    public override ValueTask<T?> EvaluateAsync<T>(Input<T> input)
        where T : default => ValueTask.FromResult(given.Get(input));

    public override void Set<T>(Output<T> output, T? value)
        where T : default => Outputs[output.Name] = WorkflowJson.ToElement(value);

    public override void Complete(params string[] outcomes) => Outcomes = outcomes.Length == 0 ? ["Done"] : outcomes;

    public override void Wait(Bookmark bookmark) => Outcomes = ["(waits)"];

    public override void Schedule(ActivityPort port, string? tag = null, IReadOnlyDictionary<string, object?>? variables = null) =>
        throw new ConformanceException($"{ActivityName} schedules a child. Conformance is checked for activities that have none; test this one in a workflow.");

    public override T? GetState<T>(string key)
        where T : default => state.TryGetValue(key, out var value) ? ValueConversion.To<T>(value) : default;

    public override void SetState<T>(string key, T? value)
        where T : default => state[key] = WorkflowJson.ToElement(value);

    public override ValueTask<JsonElement?> GetVariableAsync(string name) => ValueTask.FromResult<JsonElement?>(null);

    public override void SetVariable(string name, object? value)
    {
    }

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult((TClient)connected.Client);

    public override T GetService<T>() => throw new InvalidOperationException($"No service {typeof(T).Name} is registered where conformance is checked.");
}
