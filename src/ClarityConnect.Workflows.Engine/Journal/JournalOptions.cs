namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>What the journal keeps where definitions do not say it.</summary>
public sealed class JournalOptions
{
    /// <summary>Whether the journal keeps the values of inputs and outputs. Definitions, activities and single values may say otherwise.</summary>
    /// <value>Default <see cref="LogPersistenceMode.Include"/>.</value>
    public LogPersistenceMode LogPersistence { get; set; }
}
