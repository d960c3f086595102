using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>A workflow that is used as an activity of another: it runs in the same instance, with inputs, outputs and variables of its own.</summary>
internal sealed class WorkflowActivity(DefinitionVersion definition) : Activity, ICompiledActivity, IWorkflowScope
{
    private readonly List<(string Name, CompiledInput? Given, JsonElement Default)> inputs = [];
    private ActivityPort? root;

    /// <summary>The definition that it stands for.</summary>
    public string DefinitionId => definition.DefinitionId;

    /// <summary>The names of the workflow's outputs, to which the using activity may bind variables.</summary>
    public IReadOnlyList<string> OutputNames { get; private set; } = [];

    public void Compile(ActivityCompilation compilation)
    {
        var json = EmbeddedWorkflows.Parse(definition);
        foreach (var input in JsonMembers.List(json, "inputs"))
        {
            if (JsonMembers.Text(input, "name") is not { } name)
                continue;
            var given = JsonMembers.Find(compilation.Json, JsonNamingPolicy.CamelCase.ConvertName(name));
            inputs.Add((name, given is { ValueKind: not JsonValueKind.Null } value ? compilation.AddValue(name, value) : null, JsonMembers.Find(input, "defaultValue") ?? WorkflowJson.Null));
        }

        OutputNames = [.. JsonMembers.List(json, "outputs").Select(output => JsonMembers.Text(output, "name")).OfType<string>()];
        if (JsonMembers.Find(json, "root") is { ValueKind: JsonValueKind.Object } activity)
            root = compilation.Embed(definition.DefinitionId, activity);
    }

    protected internal override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var values = new Dictionary<string, StateValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, given, fallback) in inputs)
            values[name] = new StateValue(given is not null && burst.Inputs[given.Slot] is { IsEvaluated: true } value ? value.Json : fallback);
        burst.Execution.Inputs = values;
        if (root is null)
            context.Complete();
        else
            context.Schedule(root);
        return ValueTask.CompletedTask;
    }

    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }
}
