namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Makes findings that point at an activity.</summary>
internal static class ActivityFindings
{
    public static DefinitionFinding Error(this CompiledActivity activity, string code, string message, string advice, string? input = null) =>
        Make(FindingSeverity.Error, activity, code, message, advice, input);

    public static DefinitionFinding Warning(this CompiledActivity activity, string code, string message, string advice, string? input = null) =>
        Make(FindingSeverity.Warning, activity, code, message, advice, input);

    private static DefinitionFinding Make(FindingSeverity severity, CompiledActivity activity, string code, string message, string advice, string? input) =>
        new(severity, code, message, advice) { ActivityId = activity.Id, ActivityName = activity.Name, Input = input };
}
