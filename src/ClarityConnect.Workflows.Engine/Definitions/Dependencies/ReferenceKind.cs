namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>What an activity refers to by name.</summary>
public enum ReferenceKind
{
    /// <summary>A definition that it runs, by its definition id.</summary>
    Definition,

    /// <summary>A connection.</summary>
    Connection,

    /// <summary>A mapping table.</summary>
    MappingTable,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>An event that it publishes.</summary>
    PublishedEvent,

    /// <summary>An event that it waits for or that starts it.</summary>
    AwaitedEvent,
}
