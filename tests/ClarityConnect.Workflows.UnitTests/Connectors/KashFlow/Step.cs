using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.UnitTests.Connectors.KashFlow;

/// <summary>One execution of one activity: inputs by name, outputs as JSON as later steps see them.</summary>
internal sealed class Step(Activity activity, KashFlowClient client, CancellationToken cancellationToken) : ActivityExecutionContext
{
    private readonly Dictionary<Input, JsonElement> inputs = [];
    private readonly Dictionary<string, JsonElement> outputs = [];

    public IReadOnlyList<string>? Outcomes { get; private set; }

    public override string InstanceId => "instance";

    public override string DefinitionId => "definition";

    public override string ActivityId => "activity";

    public override string ActivityName => activity.GetType().Name;

    public override string ExecutionId => "execution";

    public override int Attempt => 1;

    public override string IdempotencyKey => "0123456789abcdef0123456789abcdef01234567";

    public override bool IsRepeat => false;

    public override string? CorrelationId { get; set; }

    public override string? InstanceName { get; set; }

    public override JsonElement? TriggerPayload => Payload;

    public JsonElement? Payload { get; init; }

    public override CancellationToken CancellationToken => cancellationToken;

    public override TimeProvider Time => TimeProvider.System;

    public override ILogger Logger => NullLogger.Instance;

    /// <summary>Sets inputs from the members of an anonymous object.</summary>
    public Step With(object values)
    {
        foreach (var value in values.GetType().GetProperties())
        {
            var input = (Input)activity.GetType().GetProperty(value.Name)!.GetValue(activity)!;
            input.Name = value.Name;
            inputs[input] = WorkflowJson.ToElement(value.GetValue(values));
        }

        return this;
    }

    public async Task<Step> RunAsync()
    {
        await activity.ExecuteAsync(this);
        return this;
    }

    public async Task<Reconciliation> ReconcileAsync() => await activity.ReconcileAsync(this);

    public T Output<T>(string name) => ValueConversion.To<T>(outputs[name])!;

    public bool Has(string name) => outputs.ContainsKey(name);

    public override T? Get<T>(Input<T> input)
        where T : default => inputs.TryGetValue(input, out var value) ? ValueConversion.To<T>(value) : input.Default;

    public override void Set<T>(Output<T> output, T? value)
        where T : default =>
        outputs[activity.GetType().GetProperties().First(property => ReferenceEquals(property.GetValue(activity), output)).Name] = WorkflowJson.ToElement(value);

    public override void Complete(params string[] outcomes) => Outcomes = outcomes;

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult((TClient)(object)client);

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
