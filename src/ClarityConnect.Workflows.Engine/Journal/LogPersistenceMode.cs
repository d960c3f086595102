namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>Whether the journal keeps the values of inputs and outputs.</summary>
public enum LogPersistenceMode
{
    /// <summary>It keeps them.</summary>
    Include,

    /// <summary>It does not.</summary>
    Exclude,
}
