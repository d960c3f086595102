using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Activities.Looping;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>What an activity sees while its execution runs in a burst. It only records wishes; the burst carries them out.</summary>
internal sealed class BurstContext : ActivityExecutionContext
{
    /// <summary>16 KiB: such a value stands in every checkpoint while its activity runs, so it is kept apart sooner than others.</summary>
    private const int HiddenInlineLimit = 16 * 1024;

    private readonly Burst burst;
    private readonly SecretRedactor secrets = new();
    private List<object>? clients;
    private string? idempotencyKey;

    public BurstContext(Burst burst, ActivityExecution execution)
    {
        this.burst = burst;
        Execution = execution;
        IsRepeat = execution.EffectStarted;
        Compiled = burst.Workflow.Activities[execution.Node];
        Inputs = Compiled.Inputs.Count == 0 ? [] : new InputValue[Compiled.Inputs.Count];
    }

    public ActivityExecution Execution { get; }

    public CompiledActivity Compiled { get; }

    public InputValue[] Inputs { get; }

    public CompiledWorkflow Workflow => burst.Workflow;

    public InstanceState State => burst.State;

    /// <summary>The outcomes the execution completes with; null while it goes on.</summary>
    public string[]? Outcomes { get; private set; }

    public bool HasWaited { get; private set; }

    /// <summary>The execution around this one that is left together with it, as by a Break; null in general.</summary>
    public (ActivityExecution Execution, string[] Outcomes)? Leaves { get; private set; }

    public override string InstanceId => State.Id;

    public override string DefinitionId => Workflow.DefinitionId;

    public override string ActivityId => Compiled.Id;

    public override string ActivityName => Compiled.Name;

    public override string ExecutionId => $"{State.Id}-{Execution.Number}";

    public override int Attempt => Execution.Attempt;

    public override string IdempotencyKey => idempotencyKey ??= KeyOf(State.Id, Execution.Path);

    public override bool IsRepeat { get; }

    public override string? CorrelationId { get => State.CorrelationId; set => State.CorrelationId = Redact(value); }

    public override string? InstanceName { get => State.Name; set => State.Name = Redact(value); }

    public override JsonElement? TriggerPayload =>
        State.TriggerActivityId == Compiled.Id && State.TriggerPayload is { } payload ? payload.Value : null;

    public override CancellationToken CancellationToken => burst.CancellationToken;

    public override TimeProvider Time => burst.Services.Time;

    public override ILogger Logger
    {
        get
        {
            var logger = Secrets.IsIdle ? burst.Services.Logger : new RedactingLogger(burst.Services.Logger, Secrets);
            return UsedSecrets().Aggregate(logger, static (inner, secrets) => new RedactingLogger(inner, secrets));
        }
    }

    public static string KeyOf(string instanceId, string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{instanceId}|{path}")))[..40];

    public override T? Get<T>(Input<T> input)
        where T : default
    {
        if (input.Slot < 0)
            return input.Default;
        var value = Inputs[input.Slot];
        return value.IsEvaluated ? (T?)value.Converted : input.Default;
    }

    public override async ValueTask<T?> EvaluateAsync<T>(Input<T> input)
        where T : default
    {
        if (input.Slot < 0)
            return input.Default;
        var value = await burst.Evaluator.EvaluateAsync(Execution, Compiled.Inputs[input.Slot], CancellationToken);
        Inputs[input.Slot] = value;
        return (T?)value.Converted;
    }

    /// <summary>Evaluates a deferred input whose script sees further arguments.</summary>
    public async ValueTask<T?> EvaluateAsync<T>(Input<T> input, IReadOnlyDictionary<string, JsonElement> arguments) =>
        (T?)(await burst.Evaluator.EvaluateAsync(Execution, Compiled.Inputs[input.Slot], CancellationToken, arguments)).Converted;

    public async ValueTask<JsonElement> EvaluateAsync(CompiledInput input)
    {
        var value = await burst.Evaluator.EvaluateAsync(Execution, input, CancellationToken);
        Inputs[input.Slot] = value;
        return value.Json;
    }

    /// <summary>Evaluates an input of another activity in this execution's scope.</summary>
    public async ValueTask<JsonElement> EvaluateForeignAsync(CompiledInput input) =>
        (await burst.Evaluator.EvaluateAsync(Execution, input, CancellationToken)).Json;

    public ValueTask<ScriptOutcome> RunScriptAsync(Script script) => burst.Evaluator.RunScriptAsync(Execution, script, CancellationToken);

    public override void Set<T>(Output<T> output, T? value)
        where T : default
    {
        var stored = new StateValue(Secrets.Redact(WorkflowJson.ToElement(value)));
        (Execution.OutputState ??= [])[output.Name] = stored;
        if (Compiled.KeptOutputs.Contains(output.Name))
        {
            if (!State.Outputs.TryGetValue(Compiled.Id, out var outputs))
                State.Outputs[Compiled.Id] = outputs = [];
            outputs[output.Name] = stored;
        }

        if (Workflow.ReadsLastResult && output.Name == "Result")
            State.LastResult = stored;
        foreach (var binding in Compiled.Outputs)
        {
            if (binding.Name == output.Name)
                Bind(binding.Target, stored);
        }
    }

    public override void Complete(params string[] outcomes) => Outcomes = outcomes.Length == 0 ? Flow.Done : Secrets.IsIdle ? outcomes : [.. outcomes.Select(Secrets.Redact)];

    public override void Wait(Bookmark bookmark)
    {
        HasWaited = true;
        burst.AddBookmark(Execution, bookmark);
    }

    public override void Schedule(ActivityPort port, string? tag = null, IReadOnlyDictionary<string, object?>? variables = null) =>
        burst.Schedule(Execution, port.Node, tag, variables);

    public override T? GetState<T>(string key)
        where T : default => Execution.GetState<T>(key);

    public override void SetState<T>(string key, T? value)
        where T : default => Execution.State[key] = Secrets.IsIdle ? value : Secrets.Redact(WorkflowJson.ToElement(value));

    /// <summary>Keeps a value that may be large, and that no later checkpoint changes; hidden from scripts.</summary>
    public void SetHidden(string name, JsonElement value) =>
        Execution.Variables[VariableScopes.HiddenPrefix + name] = new StateValue(Secrets.Redact(value)) { InlineLimit = HiddenInlineLimit };

    /// <summary>Forgets a hidden value, and what was stored under a key.</summary>
    public void Forget(string name, string key)
    {
        Execution.Variables.Remove(VariableScopes.HiddenPrefix + name);
        Execution.State.Remove(key);
    }

    /// <summary>Reads a list that was kept; empty if there is none.</summary>
    public async ValueTask<IReadOnlyList<JsonElement>> GetHiddenListAsync(string name)
    {
        if (!Execution.Variables.TryGetValue(VariableScopes.HiddenPrefix + name, out var value))
            return [];
        await burst.Services.Payloads.ReadAsync(value, CancellationToken);
        return value.Items;
    }

    public override async ValueTask<JsonElement?> GetVariableAsync(string name) =>
        VariableScopes.Find(State, Execution, name) is { } value ? await burst.Services.Payloads.ReadAsync(value, CancellationToken) : null;

    public override void SetVariable(string name, object? value) => 
        VariableScopes.Set(State, Execution, name, Secrets.IsIdle ? StateValue.Of(value) : new StateValue(Secrets.Redact(WorkflowJson.ToElement(value))));

    public override async ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection)
    {
        var client = await burst.Services.Connections.GetClientAsync<TClient>(GetRequired(connection), Compiled.Descriptor?.Plugin, CancellationToken);
        (clients ??= []).Add(client);
        return client;
    }

    public override T GetService<T>() => burst.Services.Provider.GetRequiredService<T>();

    /// <summary>Completes this execution and the nearest loop around it; without a loop, every sequence around it runs no further.</summary>
    public void Break()
    {
        Complete();
        var around = State.Around(Execution).ToList();
        if (around.Find(outer => Workflow.Activities[outer.Node].Activity is ILoop) is { } loop)
        {
            Leaves = (loop, Flow.Done);
            return;
        }

        foreach (var sequence in around.Where(outer => Workflow.Activities[outer.Node].Activity is Sequence))
            sequence.State[Sequence.BreakingState] = true;
    }

    /// <summary>Completes this execution and the nearest workflow around it: one that is used as an activity, or the instance's own.</summary>
    public void CompleteWorkflow(string[] outcomes)
    {
        Complete();
        var workflow = State.Around(Execution).First(outer => Workflow.Activities[outer.Node].Activity is IWorkflowScope);
        Leaves = (workflow, outcomes.Length == 0 ? Flow.Done : outcomes);
    }

    /// <summary>Ends the whole instance as finished.</summary>
    public void FinishInstance() => burst.Finish();

    /// <summary>Publishes an event for other instances, or for this one, with the next commit.</summary>
    public void Publish(string name, string key, string? correlationId, bool isLocal, JsonElement payload) =>
        burst.Publish(Execution, name, key, correlationId, isLocal, Secrets.Redact(payload));

    /// <summary>Starts another workflow with the next commit.</summary>
    public string StartChild(CompiledWorkflow definition, Dictionary<string, JsonElement> input, string? correlationId, ParentNotice notice) =>
        burst.StartChild(definition, input.ToDictionary(value => value.Key, value => Secrets.Redact(value.Value)), correlationId, notice);

    /// <summary>The inputs of the workflow that this execution is in.</summary>
    public async ValueTask<Dictionary<string, JsonElement>> ReadInputsAsync()
    {
        var inputs = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in State.InputsOf(Execution))
            inputs[name] = await burst.Services.Payloads.ReadAsync(value, CancellationToken);
        return inputs;
    }

    /// <summary>Sets an output of the workflow that this execution is in.</summary>
    public void SetWorkflowOutput(string name, JsonElement value)
    {
        value = Secrets.Redact(value);
        if (State.Around(Execution).FirstOrDefault(outer => Workflow.Activities[outer.Node].Activity is WorkflowActivity) is { } embedded)
            burst.SetOutput(new BurstContext(burst, embedded), name, value);
        else
            State.Output[name] = new StateValue(value);
    }

    /// <summary>Whether a child of this execution is scheduled, running or waiting.</summary>
    public bool HasChildren => Execution.Children.Count > 0;

    /// <summary>Completes the execution if none of its children is left.</summary>
    public void CompleteWithLastChild()
    {
        if (!HasChildren)
            Complete();
    }

    public IEnumerable<ActivityExecution> Children => Execution.Children.Values;

    /// <summary>Whether a child was one that ends the flow around it, such as End or Break.</summary>
    public bool EndsFlow(ChildCompletion completion) => Workflow.Find(completion.ActivityId)?.Descriptor?.IsTerminal == true;

    public void Cancel(ActivityExecution child) => burst.Cancel(child);

    /// <summary>The outermost execution, which lives as long as the instance.</summary>
    public BurstContext Root => new(burst, State.Around(Execution).LastOrDefault() ?? Execution);

    public void ScheduleNode(int node, string? tag = null) => burst.Schedule(Execution, node, tag, null);

    public void ScheduleNode(int node, string tag, Dictionary<string, StateValue> variables)
    {
        var child = burst.Schedule(Execution, node, tag, null);
        foreach (var (name, value) in variables)
            child.Variables[name] = value;
    }

    /// <summary>
    /// Goes back to a child: what ran since then and runs again is the same repetition and keeps its idempotency keys, so that an effect that was
    /// applied is not applied a second time.
    /// </summary>
    public void RepeatSince(int node, IEnumerable<int> again)
    {
        var since = Execution.LastRuns.GetValueOrDefault(node);
        foreach (var child in again)
        {
            if (Execution.LastRuns.TryGetValue(child, out var last) && last >= since && Execution.Repetitions[child] > 0)
                Execution.Repetitions[child]--;
        }
    }

    /// <summary>A value without the secrets that the execution was given.</summary>
    public JsonElement Redact(JsonElement value) => Secrets.Redact(value);

    /// <summary>A failure without the secrets that the execution was given, and without those of the connections that it used: a vendor may repeat what it was sent.</summary>
    public FailureDetails Redact(FailureDetails failure) => UsedSecrets().Aggregate(Secrets.Redact(failure), static (left, secrets) => secrets.Redact(left));

    /// <summary>A text without the secrets that the execution was given.</summary>
    public string? Redact(string? text) => text is null ? null : Secrets.Redact(text);

    private IEnumerable<SecretRedactor> UsedSecrets() => clients is null ? [] : clients.Select(burst.Services.Connections.RedactorOf).OfType<SecretRedactor>();

    /// <summary>Knows the secrets among the inputs as far as they are evaluated.</summary>
    private SecretRedactor Secrets
    {
        get
        {
            if (!Compiled.TakesSecrets)
                return secrets;
            foreach (var input in Inputs)
            {
                if (input.Secret is { } secret)
                    secrets.Add(secret);
            }

            return secrets;
        }
    }

    public void Bind(string target, StateValue value)
    {
        if (VariableScopes.Resolve(State, Workflow, Execution, target) is { } place)
            place.Scope.Variables[place.Name] = value;
        else
            SetWorkflowOutput(target, value.Value);
    }
}
