namespace ClarityConnect.Workflows.Engine.Activities.Flow;

/// <summary>How an activity of a token-based flowchart treats several connections that lead to it: its <c>customProperties.mergeMode</c>.</summary>
internal enum MergeMode
{
    /// <summary>As <see cref="Stream"/>.</summary>
    None,

    /// <summary>Runs as soon as none of the activities right before it is still expected; ways not taken do not hold it up.</summary>
    Stream,

    /// <summary>Waits for every forward connection.</summary>
    Merge,

    /// <summary>Waits for every connection, backward ones too.</summary>
    Converge,

    /// <summary>Runs once for every token that arrives.</summary>
    Cascade,

    /// <summary>Runs for the first token; what else was on the way is cancelled or ignored.</summary>
    Race,
}
