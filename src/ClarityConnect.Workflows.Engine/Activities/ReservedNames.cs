namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>Names that definitions use for the activity itself, beside its inputs and outputs: an input of such a name would silently get the activity's own.</summary>
internal static class ReservedNames
{
    private static readonly HashSet<string> All = new(StringComparer.OrdinalIgnoreCase) { "id", "nodeId", "name", "type", "version", "customProperties", "metadata" };

    /// <returns>Which input or output has one of them, and what to do; null if none has.</returns>
    public static string? ProblemOf(ActivityDescriptor activity)
    {
        var input = activity.Inputs.FirstOrDefault(input => All.Contains(input.JsonName))?.Name;
        return (input ?? activity.Outputs.FirstOrDefault(output => All.Contains(output.JsonName))?.Name) is { } name
            ? $"The activity {activity.TypeName} has an {(input is null ? "output" : "input")} '{name}', which is what workflows call something of the activity itself. Name it otherwise, such as '{activity.Name}{name}'; DisplayName may stay '{name}'."
            : null;
    }
}
