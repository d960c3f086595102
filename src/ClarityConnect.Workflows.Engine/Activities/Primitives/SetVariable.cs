using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Gives a variable a value.</summary>
[Activity("Elsa", "Primitives", "Gives a variable a value.", DisplayName = "Set variable")]
public sealed class SetVariable : CodeActivity, ICompiledActivity
{
    private string id = "";
    private string name = "";

    /// <summary>The variable, as the designer embeds it; its id counts.</summary>
    [Input(Description = "The variable to set.", UIHint = "variable-picker", IsRequired = true)]
    public JsonElement Variable { get; set; }

    /// <summary>The value.</summary>
    [Input(Description = "The value to set.")]
    public Input<object> Value { get; set; } = new();

    /// <summary>The id of the variable, as compiled.</summary>
    internal string VariableId => id;

    /// <summary>The name of the variable, as compiled; its id where it has none.</summary>
    internal string VariableName => name;

    void ICompiledActivity.Compile(ActivityCompilation compilation)
    {
        var variable = Variable;
        if (JsonMembers.Find(variable, "expression") is { } expression && JsonMembers.Find(expression, "value") is { } wrapped)
            variable = wrapped;
        id = variable.ValueKind == JsonValueKind.String ? variable.GetString()! : JsonMembers.Text(variable, "id") ?? "";
        name = JsonMembers.Text(variable, "name") ?? id;
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var place = VariableScopes.Resolve(burst.State, burst.Workflow, burst.Execution, id)
            ?? (name.Length > 0 && name != id ? VariableScopes.Resolve(burst.State, burst.Workflow, burst.Execution, name) : null)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"Variable '{id}' not found.");
        place.Scope.Variables[place.Name] = StateValue.Of(context.Get(Value));
    }
}
