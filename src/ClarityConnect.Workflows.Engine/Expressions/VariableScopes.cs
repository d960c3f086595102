using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>Finds variables from an execution outwards: the nearest scope that has a name wins.</summary>
internal static class VariableScopes
{
    /// <summary>Variables whose name begins with this belong to an activity itself and are not seen by scripts.</summary>
    public const char HiddenPrefix = '$';

    public static IReadOnlyDictionary<string, StateValue> Visible(InstanceState state, ActivityExecution execution)
    {
        var visible = new Dictionary<string, StateValue>(StringComparer.Ordinal);
        foreach (var scope in Outwards(state, execution))
        {
            foreach (var (name, value) in scope.Variables)
            {
                if (name[0] != HiddenPrefix)
                    visible.TryAdd(name, value);
            }
        }

        return visible;
    }

    public static StateValue? Find(InstanceState state, ActivityExecution execution, string name)
    {
        foreach (var scope in Outwards(state, execution))
        {
            if (scope.Variables.TryGetValue(name, out var value))
                return value;
        }

        return null;
    }

    /// <summary>Writes to the nearest scope that has the name, else creates the variable for the whole instance.</summary>
    public static void Set(InstanceState state, ActivityExecution execution, string name, StateValue value)
    {
        ActivityExecution outermost = execution;
        foreach (var scope in Outwards(state, execution))
        {
            if (scope.Variables.ContainsKey(name))
            {
                scope.Variables[name] = value;
                return;
            }

            outermost = scope;
        }

        outermost.Variables[name] = value;
    }

    /// <summary>Finds the scope in which a declared variable lives, by the id that bindings use or, for hand-written files, by its name.</summary>
    public static (ActivityExecution Scope, string Name)? Resolve(InstanceState state, CompiledWorkflow workflow, ActivityExecution execution, string idOrName)
    {
        foreach (var scope in Outwards(state, execution))
        {
            foreach (var variable in workflow.Activities[scope.Node].Variables)
            {
                if (variable.Id == idOrName)
                    return (scope, variable.Name);
            }
        }

        foreach (var scope in Outwards(state, execution))
        {
            if (scope.Variables.ContainsKey(idOrName))
                return (scope, idOrName);
        }

        return null;
    }

    private static IEnumerable<ActivityExecution> Outwards(InstanceState state, ActivityExecution execution) => state.Around(execution).Prepend(execution);
}
