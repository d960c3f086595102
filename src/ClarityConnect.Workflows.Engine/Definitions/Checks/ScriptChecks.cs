using ClarityConnect.Workflows.Engine.Scripting;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Has the script runner parse every script.</summary>
internal static class ScriptChecks
{
    public static async Task<IReadOnlyList<DefinitionFinding>> FindAsync(CompiledWorkflow workflow, ScriptRunnerPool runners, CancellationToken cancellationToken)
    {
        var findings = new List<DefinitionFinding>();
        foreach (var (script, activity, input) in workflow.Scripts)
        {
            try
            {
                await runners.CheckSyntaxAsync(script, cancellationToken);
            }
            catch (ScriptFailedException exception) when (exception.Reason == ScriptFailureReason.Syntax)
            {
                findings.Add(activity.Error(FindingCodes.ScriptSyntax, exception.Problem, "", input) with { Line = exception.Line, Column = exception.Column });
            }
            catch (ScriptFailedException exception)
            {
                findings.Add(activity.Warning(FindingCodes.ScriptUnchecked, $"the script could not be checked. {exception.Problem}", "", input));
            }
        }

        return findings;
    }
}
