using System.Globalization;

namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>The designer's id of an execution: instance and number in one text.</summary>
internal static class ExecutionId
{
    public static string Of(string instanceId, int number) => string.Create(CultureInfo.InvariantCulture, $"{instanceId}-{number}");

    public static (string InstanceId, int Number)? Parse(string? id)
    {
        var dash = id?.LastIndexOf('-') ?? -1;
        return dash > 0 && int.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (id![..dash], number) : null;
    }
}
