using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Finds required inputs that are empty.</summary>
internal static class RequiredInputs
{
    public static IEnumerable<DefinitionFinding> Find(CompiledWorkflow workflow) =>
        from activity in workflow.Activities
        from input in activity.Descriptor?.Inputs.Where(input => input.IsRequired) ?? []
        let isEmpty = input.IsWrapped
            ? activity.Inputs.FirstOrDefault(compiled => compiled.Name == input.Name) is { Kind: ExpressionKind.Literal, Converted: null or "" }
            : JsonMembers.Find(activity.Json, input.JsonName) is null or { ValueKind: JsonValueKind.Null }
        where isEmpty
        select activity.Error(
            FindingCodes.RequiredInput, $"the input '{input.DisplayName}' is required.", "Give it a value before publishing.", input.Name);
}
