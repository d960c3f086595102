using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>The tokens of a token-based flowchart that have not been consumed, by the connection that they travelled.</summary>
internal sealed class FlowTokens
{
    /// <summary>How many tokens wait at the end of each connection.</summary>
    [JsonInclude]
    public Dictionary<string, int> Waiting { get; private set; } = [];

    /// <summary>Connections whose next token counts for nothing, because a race was won by another.</summary>
    [JsonInclude]
    public HashSet<string> Blocked { get; private set; } = [];

    public bool Waits(FlowConnection connection) => Waiting.ContainsKey(connection.Key);

    public void Emit(FlowConnection connection) => Waiting[connection.Key] = Waiting.GetValueOrDefault(connection.Key) + 1;

    public void Consume(FlowConnection connection) => Waiting.Remove(connection.Key);
}
