using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Activities.Primitives;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Finds variables that no activity around declares. Scripts can make variables of any name, so where one may, nothing is said.</summary>
internal static partial class UnknownVariables
{
    /// <summary>What loops give their bodies; what the slots of composing activities are given depends on the activity.</summary>
    private static readonly string[] OfLoops = ["CurrentValue", "CurrentIndex"];

    public static IEnumerable<DefinitionFinding> Find(CompiledWorkflow workflow) =>
        workflow.Scripts.Any(script => MakesVariables().IsMatch(script.Script.Source)) ? [] : workflow.Activities.Where(activity => !activity.IsEmbedded).SelectMany(activity => Of(workflow, activity));

    private static IEnumerable<DefinitionFinding> Of(CompiledWorkflow workflow, CompiledActivity activity)
    {
        if (activity.Activity is SetVariable { VariableId: { Length: > 0 } id } set && !IsDeclared(workflow, activity, id, set.VariableName))
        {
            yield return activity.Warning(
                FindingCodes.UnknownVariable,
                $"the variable '{set.VariableName}' is declared neither by the workflow nor by an activity around this one.",
                "Declare it, or choose another.",
                nameof(SetVariable.Variable));
        }

        foreach (var input in activity.Inputs)
        {
            if (input is { Kind: ExpressionKind.Variable, Reference: { Length: > 0 } name } && !IsDeclared(workflow, activity, name, name))
            {
                yield return activity.Warning(
                    FindingCodes.UnknownVariable,
                    $"the variable '{name}' is declared neither by the workflow nor by an activity around this one, so the input is empty.",
                    "Declare it, or choose another.",
                    input.Name);
            }
        }
    }

    private static bool IsDeclared(CompiledWorkflow workflow, CompiledActivity activity, string id, string name)
    {
        for (var scope = activity; ; scope = workflow.Activities[scope.Parent])
        {
            if (scope.Variables.Any(variable => variable.Id == id || variable.Name == id || variable.Name == name))
                return true;
            if (scope.Parent < 0)
                return false;
            var parent = workflow.Activities[scope.Parent].Descriptor;
            if (parent is { Category: "Composition" or "Workflows" } || (parent is { Category: "Looping" } && OfLoops.Contains(name)))
                return true;
        }
    }

    [GeneratedRegex(@"\bset(Variable\b|\p{Lu})|\bvariables\b", RegexOptions.CultureInvariant)]
    private static partial Regex MakesVariables();
}
