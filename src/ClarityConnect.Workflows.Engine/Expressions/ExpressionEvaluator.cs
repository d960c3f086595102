using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>
/// Evaluates the expressions of one instance, and writes back what scripts changed. Secrets are known only where an activity is about to run, not where
/// triggers are evaluated, whose inputs become rows.
/// </summary>
internal sealed class ExpressionEvaluator(
    InstanceState state,
    CompiledWorkflow workflow,
    ScriptRunnerPool scripts,
    PayloadLoader loader,
    TimeProvider time,
    SecretDirectory? secrets = null)
{
    private readonly ArgumentWriter arguments = new(state, workflow, loader, time);

    /// <summary>Evaluates inputs; all their scripts go to the runner together.</summary>
    public async ValueTask EvaluateAsync(
        ActivityExecution execution,
        IReadOnlyList<CompiledInput> inputs,
        InputValue[] into,
        CancellationToken cancellationToken)
    {
        List<CompiledInput>? scripted = null;
        foreach (var input in inputs)
        {
            if (input.IsDeferred)
                continue;
            if (input.Kind == ExpressionKind.Script)
                (scripted ??= []).Add(input);
            else
                into[input.Slot] = await EvaluateWithoutScriptAsync(execution, input, cancellationToken);
        }

        if (scripted is null)
            return;
        var values = await RunAsync(execution, scripted, cancellationToken);
        for (var i = 0; i < scripted.Count; i++)
            into[scripted[i].Slot] = Convert(scripted[i], values[i] ?? WorkflowJson.Null);
    }

    public async ValueTask<InputValue> EvaluateAsync(
        ActivityExecution execution,
        CompiledInput input,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, JsonElement>? arguments = null)
    {
        if (input.Kind != ExpressionKind.Script && (arguments is null || input.Kind != ExpressionKind.Path))
            return await EvaluateWithoutScriptAsync(execution, input, cancellationToken);
        var values = await RunAsync(execution, [input], cancellationToken, arguments);
        return Convert(input, values[0] ?? WorkflowJson.Null);
    }

    public async ValueTask<ScriptOutcome> RunScriptAsync(
        ActivityExecution execution,
        Script script,
        CancellationToken cancellationToken)
    {
        var written = await arguments.WriteAsync(execution, [script], null, cancellationToken);
        var result = await scripts.EvaluateAsync(new ScriptRequest(script, written), cancellationToken);
        return new ScriptOutcome(result.Value, Apply(execution, result.Changes));
    }

    /// <summary>Evaluates an expression only to know its value: what its script sets stays as it is.</summary>
    public async ValueTask<JsonElement> PeekAsync(ActivityExecution execution, CompiledInput expression, CancellationToken cancellationToken)
    {
        if (expression.Kind != ExpressionKind.Script)
            return (await EvaluateWithoutScriptAsync(execution, expression, cancellationToken)).Json;
        var script = expression.Script!;
        var result = await scripts.EvaluateAsync(new ScriptRequest(script, await arguments.WriteAsync(execution, [script], null, cancellationToken)), cancellationToken);
        return result.Value ?? WorkflowJson.Null;
    }

    private async ValueTask<JsonElement?[]> RunAsync(
        ActivityExecution execution,
        List<CompiledInput> inputs,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, JsonElement>? further = null)
    {
        var sources = inputs.ConvertAll(input => input.Script!);
        var written = await arguments.WriteAsync(execution, sources, further, cancellationToken);
        try
        {
            var results = await scripts.EvaluateAsync(sources, written, cancellationToken);
            var values = new JsonElement?[results.Count];
            for (var i = 0; i < values.Length; i++)
            {
                Apply(execution, results[i].Changes);
                values[i] = results[i].Value;
            }

            return values;
        }
        catch (ScriptFailedException exception)
        {
            var input = inputs.Find(input => input.Script!.Name == exception.ScriptName) ?? inputs[0];
            throw new InputEvaluationException(input.Name, exception);
        }
    }

    private async ValueTask<InputValue> EvaluateWithoutScriptAsync(ActivityExecution execution, CompiledInput input, CancellationToken cancellationToken)
    {
        switch (input.Kind)
        {
            case ExpressionKind.Literal:
                return new InputValue(input.Literal, input.Converted, true);
            case ExpressionKind.Variable:
                var found = VariableScopes.Resolve(state, workflow, execution, input.Reference!);
                var variable = found is { } place ? place.Scope.Variables.GetValueOrDefault(place.Name) : VariableScopes.Find(state, execution, input.Reference!);
                return Convert(input, variable is null ? WorkflowJson.Null : await loader.ReadAsync(variable, cancellationToken));
            case ExpressionKind.WorkflowInput:
                return Convert(input, state.InputsOf(execution).TryGetValue(input.Reference!, out var value) ? await loader.ReadAsync(value, cancellationToken) : WorkflowJson.Null);
            case ExpressionKind.Secret:
                return await ReadSecretAsync(input, cancellationToken);
            case ExpressionKind.Path:
                return Convert(input, await ReadPathAsync(execution, input, cancellationToken));
            default:
                throw new InputEvaluationException(input.Name, new ActivityException(
                    FailureKind.Misconfigured,
                    $"{input.Reference} expressions are not evaluated here. Rewrite the expression in JavaScript."));
        }
    }

    /// <summary>Only the activity gets the value; as JSON, and so to every writer, it is its mask.</summary>
    private async ValueTask<InputValue> ReadSecretAsync(CompiledInput input, CancellationToken cancellationToken)
    {
        if (secrets is null)
            throw new InputEvaluationException(input.Name, new ActivityException(FailureKind.Misconfigured, "Triggers are given no secrets. Use a connection."));
        Secret secret;
        try
        {
            secret = await secrets.ResolveAsync(input.Reference!, cancellationToken);
        }
        catch (ActivityException exception)
        {
            throw new InputEvaluationException(input.Name, exception);
        }

        try
        {
            return new InputValue(WorkflowJson.ToElement(Secret.Mask), input.Target!.Convert(WorkflowJson.ToElement(secret.Reveal())), true) { Secret = secret };
        }
        catch (ActivityException)
        {
            // The exception's message has the value.
            throw new InputEvaluationException(input.Name, new ActivityException(
                FailureKind.Misconfigured, $"The secret '{input.Reference}' is not what this input takes. Choose another one, or correct its value."));
        }
    }

    private async ValueTask<JsonElement> ReadPathAsync(ActivityExecution execution, CompiledInput input, CancellationToken cancellationToken)
    {
        var path = input.Path!;
        JsonElement? root = path.Kind switch
        {
            PropertyPathKind.Literal => null,
            PropertyPathKind.Variable => await TryReadAsync(VariableScopes.Find(state, execution, path.Name!), cancellationToken),
            PropertyPathKind.Input => await TryReadAsync(state.InputsOf(execution).GetValueOrDefault(path.Name!), cancellationToken),
            PropertyPathKind.LastResult => await TryReadAsync(state.LastResult, cancellationToken),
            PropertyPathKind.Accessor => await TryReadAsync(FindByAccessor(execution, path.Name!), cancellationToken),
            _ => await TryReadAsync(FindOutput(path.Name!, path.OutputName ?? "Result"), cancellationToken),
        };
        if (path.TryEvaluate(root, out var value))
            return value ?? WorkflowJson.Null;

        // What the path cannot answer exactly as JavaScript would, such as a property of a missing object, JavaScript answers.
        return (await RunAsync(execution, [input], cancellationToken))[0] ?? WorkflowJson.Null;
    }

    private StateValue? FindOutput(string activityIdOrName, string output)
    {
        var activity = workflow.Find(activityIdOrName) ?? workflow.Activities.FirstOrDefault(activity => activity.Name == activityIdOrName);
        return activity is not null && state.Outputs.TryGetValue(activity.Id, out var outputs) ? outputs.GetValueOrDefault(output) : null;
    }

    private StateValue? FindByAccessor(ActivityExecution execution, string accessor)
    {
        foreach (var (name, value) in VariableScopes.Visible(state, execution))
        {
            if (PropertyPath.AccessorName(name) == accessor)
                return value;
        }

        return state.InputsOf(execution).FirstOrDefault(input => PropertyPath.AccessorName(input.Key) == accessor).Value;
    }

    private async ValueTask<JsonElement?> TryReadAsync(StateValue? value, CancellationToken cancellationToken) =>
        value is null ? null : await loader.ReadAsync(value, cancellationToken);

    private static InputValue Convert(CompiledInput input, JsonElement value)
    {
        try
        {
            return new InputValue(value, input.Target is { } target ? value.ValueKind == JsonValueKind.Null ? target.Convert(value) ?? target.DefaultValue : target.Convert(value) : null, true);
        }
        catch (ActivityException exception)
        {
            throw new InputEvaluationException(input.Name, exception);
        }
    }

    private string[]? Apply(ActivityExecution execution, JsonElement? changes)
    {
        if (changes is not { ValueKind: JsonValueKind.Object } changed)
            return null;
        if (changed.TryGetProperty("variables", out var variables) && variables.ValueKind == JsonValueKind.Object)
        {
            foreach (var variable in variables.EnumerateObject())
                VariableScopes.Set(state, execution, variable.Name, new StateValue(variable.Value));
        }

        if (changed.TryGetProperty("correlationId", out var correlation))
            state.CorrelationId = correlation.ValueKind == JsonValueKind.Null ? null : ValueConversion.ToText(correlation);
        if (changed.TryGetProperty("instanceName", out var name))
            state.Name = name.ValueKind == JsonValueKind.Null ? null : ValueConversion.ToText(name);
        return changed.TryGetProperty("outcomes", out var outcomes) && outcomes.ValueKind == JsonValueKind.Array
            ? [.. outcomes.EnumerateArray().Select(ValueConversion.ToText)]
            : null;
    }
}
