namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>All stores of the engine in memory, for tests: the same promises as the databases, nothing kept after the process.</summary>
public sealed class InMemoryStores
{
    /// <summary>Creates empty stores.</summary>
    /// <param name="time">Decides which waiting messages have expired.</param>
    public InMemoryStores(TimeProvider time)
    {
        var tables = new InMemoryTables(time);
        Execution = new InMemoryExecutionStore(tables);
        Definitions = new InMemoryDefinitionStore(tables);
        Instances = new InMemoryInstanceReader(tables);
        Connections = new InMemoryConnectionStore();
        MappingTables = new InMemoryMappingTableStore();
        Secrets = new InMemorySecretStore();
        AgentTasks = new InMemoryAgentTaskStore();
        References = new InMemoryReferenceStore();
        Reviews = new InMemoryReviewStore();
        Reconciliations = new InMemoryReconciliationStore();
    }

    /// <summary>The execution tables.</summary>
    public InMemoryExecutionStore Execution { get; }

    /// <summary>Definitions, triggers and schedules.</summary>
    public InMemoryDefinitionStore Definitions { get; }

    /// <summary>What pages read about instances.</summary>
    public InMemoryInstanceReader Instances { get; }

    /// <summary>Connections.</summary>
    public InMemoryConnectionStore Connections { get; }

    /// <summary>Mapping tables.</summary>
    public InMemoryMappingTableStore MappingTables { get; }

    /// <summary>Secrets.</summary>
    public InMemorySecretStore Secrets { get; }

    /// <summary>The work for agents.</summary>
    public InMemoryAgentTaskStore AgentTasks { get; }

    /// <summary>Cross-references.</summary>
    public InMemoryReferenceStore References { get; }

    /// <summary>The review queue.</summary>
    public InMemoryReviewStore Reviews { get; }

    /// <summary>Reports of reconciliations.</summary>
    public InMemoryReconciliationStore Reconciliations { get; }
}
