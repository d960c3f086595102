namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>A connection of a flowchart, by the indexes of its activities.</summary>
/// <param name="Source">Where it begins.</param>
/// <param name="Port">The outcome that it follows; null follows a plain completion.</param>
/// <param name="Target">Where it leads.</param>
/// <param name="Key">Its name in the checkpoint.</param>
internal sealed record FlowConnection(int Source, string? Port, int Target, string Key)
{
    /// <summary>Whether a completion with these outcomes takes it. A connection without a port follows a plain completion only.</summary>
    public bool IsFollowedBy(IReadOnlyList<string> outcomes) => Port is null ? outcomes is ["Done"] : outcomes.Contains(Port);
}
