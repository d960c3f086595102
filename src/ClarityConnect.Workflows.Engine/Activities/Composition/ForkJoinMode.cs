namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>When a Fork completes.</summary>
public enum ForkJoinMode
{
    /// <summary>With the last of its branches.</summary>
    WaitAll,

    /// <summary>With the first of its branches; the others are cancelled.</summary>
    WaitAny,
}
