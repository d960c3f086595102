using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Recovery;

/// <summary>What a step of a repeated instance is answered with.</summary>
/// <param name="Outputs">Its outputs by name.</param>
/// <param name="Outcomes">Its outcomes.</param>
internal sealed record RecordedStep(Dictionary<string, JsonElement> Outputs, string[] Outcomes)
{
    /// <summary>A write that is not made and that nothing was recorded for.</summary>
    public static readonly RecordedStep Stub = new([], Execution.Flow.Done);
}
