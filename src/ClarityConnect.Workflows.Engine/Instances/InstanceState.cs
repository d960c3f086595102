using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Recovery;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>All that an instance resumes from: its checkpoint in memory.</summary>
internal sealed class InstanceState
{
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required string DefinitionVersionId { get; set; }

    public required int Version { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public InstanceStatus Status { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public string? ParentInstanceId { get; set; }

    /// <summary>Of what the parent instance is to be told.</summary>
    public ParentNotice Notice { get; set; }

    public string? TriggerActivityId { get; set; }

    /// <summary>What started it; gone once the trigger has read it.</summary>
    public StateValue? TriggerPayload { get; set; }

    /// <summary>The message that started it.</summary>
    public string? StartMessageId { get; set; }

    /// <summary>Which versions of which plugins it began to use, by activity.</summary>
    public IReadOnlyDictionary<string, string> Plugins { get; set; } = PluginPins.None;

    /// <summary>Which instance it repeats; null for none.</summary>
    public Rerun? Rerun { get; set; }

    /// <summary>How often each activity was executed, by node id; only where another instance is repeated.</summary>
    public Dictionary<string, int> Occurrences { get; init; } = [];

    public int LastExecution { get; set; }

    public long LastSequence { get; set; }

    public int BurstNumber { get; set; }

    public Dictionary<string, StateValue> Input { get; init; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, StateValue> Output { get; init; } = [];

    /// <summary>Executions that have not ended, by number.</summary>
    public SortedDictionary<int, ActivityExecution> Executions { get; } = [];

    /// <summary>Scheduled executions in order.</summary>
    public LinkedList<int> Queue { get; init; } = [];

    /// <summary>The last outputs of activities by activity id, where scripts may read them.</summary>
    public Dictionary<string, Dictionary<string, StateValue>> Outputs { get; init; } = [];

    public StateValue? LastResult { get; set; }

    public List<BookmarkState> Bookmarks { get; init; } = [];

    public List<Incident> Incidents { get; init; } = [];

    /// <summary>Work items that are already in this state although their rows still stand, because the burst has gone on past an effect.</summary>
    public HashSet<string> HandledWorkItems { get; init; } = [];

    /// <summary>Final values of variables, kept when the instance ends so that people can read them.</summary>
    public Dictionary<string, StateValue> FinalVariables { get; init; } = [];

    public static InstanceState Begin(InstanceRow row) => new()
    {
        Id = row.Id,
        DefinitionId = row.DefinitionId,
        DefinitionVersionId = row.DefinitionVersionId,
        Version = row.Version,
        CreatedAt = row.CreatedAt,
        CorrelationId = row.CorrelationId,
        Name = row.Name,
        ParentInstanceId = row.ParentInstanceId,
        Status = InstanceStatus.Pending,
    };

    public void Add(ActivityExecution execution)
    {
        Executions[execution.Number] = execution;
        if (Executions.TryGetValue(execution.Parent, out var parent))
            parent.Children[execution.Number] = execution;
    }

    public void Remove(ActivityExecution execution)
    {
        Executions.Remove(execution.Number);
        if (Executions.TryGetValue(execution.Parent, out var parent))
            parent.Children.Remove(execution.Number);
    }

    /// <summary>The inputs of the workflow that an execution is in: one that is used as an activity, else the instance's own.</summary>
    public Dictionary<string, StateValue> InputsOf(ActivityExecution execution) =>
        execution.Inputs ?? Around(execution).FirstOrDefault(outer => outer.Inputs is not null)?.Inputs ?? Input;

    /// <summary>The executions around an execution, from its parent outwards.</summary>
    public IEnumerable<ActivityExecution> Around(ActivityExecution execution)
    {
        for (var parent = execution.Parent; Executions.TryGetValue(parent, out var outer); parent = outer.Parent)
            yield return outer;
    }
}
