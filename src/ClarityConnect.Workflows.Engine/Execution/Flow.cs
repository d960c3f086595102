namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>The outcomes that have a meaning of their own.</summary>
internal static class Flow
{
    /// <summary>The outcome of a plain completion.</summary>
    public static readonly string[] Done = ["Done"];
}
