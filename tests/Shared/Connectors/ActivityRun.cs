using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Tests;

/// <summary>One execution of one activity: inputs by property, clients by name, outputs as JSON as later steps see them.</summary>
internal sealed class ActivityRun(Activity activity, CancellationToken cancellationToken) : ActivityExecutionContext
{
    private readonly Dictionary<Input, JsonElement> inputs = [];
    private readonly Dictionary<string, object> clients = [];

    public Dictionary<Output, JsonElement> Outputs { get; } = [];

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

    public ActivityRun With(Input input, object? value)
    {
        input.Name = activity.GetType().GetProperties().First(property => ReferenceEquals(property.GetValue(activity), input)).Name;
        inputs[input] = WorkflowJson.ToElement(value);
        return this;
    }

    /// <summary>Fills inputs by the names of an object's properties.</summary>
    public ActivityRun With(object values)
    {
        foreach (var property in values.GetType().GetProperties())
            With((Input)activity.GetType().GetProperty(property.Name)!.GetValue(activity)!, property.GetValue(values));
        return this;
    }

    public ActivityRun Knows(string connection, object client)
    {
        clients[connection] = client;
        return this;
    }

    public ActivityRun Connected(Input<string> input, object client) => Knows("connection", client).With(input, "connection");

    /// <summary>Uses a client for the activity's input Connection.</summary>
    public ActivityRun Connected(object client) => Knows("connection", client).With(new { Connection = "connection" });

    public async Task<ActivityRun> RunAsync()
    {
        await activity.ExecuteAsync(this);
        return this;
    }

    public async Task<Reconciliation> ReconcileAsync() => await activity.ReconcileAsync(this);

    /// <summary>What the engine does after a lost answer: look it up, and send it again where it is not there.</summary>
    public async Task<ActivityRun> RecoverAsync()
    {
        var found = activity.GetEffect(this) == EffectKind.Reconcilable ? await ReconcileAsync() : Reconciliation.NotApplied;
        return found == Reconciliation.NotApplied ? await RunAsync() : this;
    }

    public T Output<T>(string name) => ValueConversion.To<T>(Outputs[(Output)activity.GetType().GetProperty(name)!.GetValue(activity)!])!;

    public T Output<T>(Output<T> output) => ValueConversion.To<T>(Outputs[output])!;

    public override T? Get<T>(Input<T> input)
        where T : default => inputs.TryGetValue(input, out var value) ? ValueConversion.To<T>(value) : input.Default;

    public override void Set<T>(Output<T> output, T? value)
        where T : default => Outputs[output] = WorkflowJson.ToElement(value);

    public override void Complete(params string[] outcomes) => Outcomes = outcomes;

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) =>
        ValueTask.FromResult((TClient)clients[Get(connection)!]);

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
