using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.UnitTests.Connectors.Intacct;

/// <summary>One execution of one activity with a client, with its inputs by name and its outputs as JSON.</summary>
internal sealed class IntacctRun(Activity activity, object client, CancellationToken cancellationToken) : ActivityExecutionContext
{
    private readonly Dictionary<Input, JsonElement> inputs = [];

    public Dictionary<Output, JsonElement> Outputs { get; } = [];

    public IReadOnlyList<string>? Outcomes { get; private set; }

    public override string InstanceId => "instance";

    public override string DefinitionId => "definition";

    public override string ActivityId => "activity";

    public override string ActivityName => "activity";

    public override string ExecutionId => "execution";

    public override int Attempt => 1;

    public override string IdempotencyKey => "0123456789abcdef0123456789abcdef01234567";

    public override bool IsRepeat => false;

    public override string? CorrelationId { get; set; }

    public override string? InstanceName { get; set; }

    public override JsonElement? TriggerPayload => null;

    public override CancellationToken CancellationToken => cancellationToken;

    public override TimeProvider Time => TimeProvider.System;

    public override ILogger Logger => NullLogger.Instance;

    /// <summary>Fills inputs by the names of an object's properties.</summary>
    public IntacctRun With(object values)
    {
        foreach (var property in values.GetType().GetProperties())
        {
            var input = (Input)activity.GetType().GetProperty(property.Name)!.GetValue(activity)!;
            input.Name = property.Name;
            inputs[input] = WorkflowJson.ToElement(property.GetValue(values));
        }

        return this;
    }

    public async Task<IntacctRun> RunAsync()
    {
        await activity.ExecuteAsync(this);
        return this;
    }

    public async Task<Reconciliation> ReconcileAsync() => await activity.ReconcileAsync(this);

    /// <summary>What the engine does after a lost answer: look it up, and send it again where it is not there.</summary>
    public async Task<IntacctRun> RecoverAsync()
    {
        var found = activity.GetEffect(this) == EffectKind.Reconcilable ? await ReconcileAsync() : Reconciliation.NotApplied;
        return found == Reconciliation.NotApplied ? await RunAsync() : this;
    }

    public T Output<T>(Output<T> output) => ValueConversion.To<T>(Outputs[output])!;

    public override T? Get<T>(Input<T> input)
        where T : default => inputs.TryGetValue(input, out var value) ? ValueConversion.To<T>(value) : input.Default;

    public override void Set<T>(Output<T> output, T? value)
        where T : default => Outputs[output] = WorkflowJson.ToElement(value);

    public override void Complete(params string[] outcomes) => Outcomes = outcomes;

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult((TClient)client);

    public override ValueTask<T?> EvaluateAsync<T>(Input<T> input)
        where T : default => ValueTask.FromResult(Get(input));

    public override void Wait(Bookmark bookmark) => throw new NotSupportedException();

    public override void Schedule(ActivityPort port, string? tag = null, IReadOnlyDictionary<string, object?>? variables = null) => throw new NotSupportedException();

    public override T? GetState<T>(string key)
        where T : default => throw new NotSupportedException();

    public override void SetState<T>(string key, T? value)
        where T : default => throw new NotSupportedException();

    public override ValueTask<JsonElement?> GetVariableAsync(string name) => throw new NotSupportedException();

    public override void SetVariable(string name, object? value) => throw new NotSupportedException();

    public override T GetService<T>() => throw new NotSupportedException();
}
