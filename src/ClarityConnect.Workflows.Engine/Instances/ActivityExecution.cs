using System.Text.Json;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>One execution of one activity, as long as it has not ended.</summary>
internal sealed class ActivityExecution
{
    public required int Number { get; init; }

    /// <summary>The activity's index in the compiled definition.</summary>
    public required int Node { get; set; }

    /// <summary>The execution that scheduled it; 0 for the workflow itself.</summary>
    public required int Parent { get; init; }

    public string? Tag { get; init; }

    /// <summary>The path of activity ids, tags and repetitions that led here: what makes an idempotency key differ from iteration to iteration.</summary>
    public required string Path { get; init; }

    public ExecutionStatus Status { get; set; }

    public int Attempt { get; set; }

    /// <summary>Attempts that a person has written off by retrying; the retry policy counts from here.</summary>
    public int ForgivenAttempts { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public long StartedSequence { get; set; }

    /// <summary>Whether a durable step was begun and its outcome is not known.</summary>
    public bool EffectStarted { get; set; }

    /// <summary>What the activity stored for itself: live objects, or JSON as loaded.</summary>
    public Dictionary<string, object?> State { get; init; } = [];

    /// <summary>The variables of this scope.</summary>
    public Dictionary<string, StateValue> Variables { get; init; } = [];

    /// <summary>The inputs of a workflow that is used as an activity, for those inside it; null for other activities.</summary>
    public Dictionary<string, StateValue>? Inputs { get; set; }

    public List<FailureDetails> Failures { get; init; } = [];

    /// <summary>How often each child node was scheduled by this execution, for the path of the next one.</summary>
    public Dictionary<int, int> Repetitions { get; init; } = [];

    /// <summary>The number of the last execution of each child node, by which it is known what ran after what.</summary>
    public Dictionary<int, int> LastRuns { get; init; } = [];

    /// <summary>The inputs as last evaluated, for the journal.</summary>
    public Dictionary<string, JsonElement>? InputState { get; set; }

    /// <summary>The outputs as set, for the journal.</summary>
    public Dictionary<string, StateValue>? OutputState { get; set; }

    /// <summary>What the journal keeps of it, where expressions say it, as they did when they were last evaluated; null before.</summary>
    public LogPersistence? Log { get; set; }

    /// <summary>The executions that this one scheduled and that have not ended, by number.</summary>
    public SortedDictionary<int, ActivityExecution> Children { get; } = [];

    /// <summary>Whether its row in the journal must be written with the next commit.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Gives what the activity stored under a key, in the type that it stored.</summary>
    public T? GetState<T>(string key)
    {
        if (!State.TryGetValue(key, out var value) || value is null)
            return default;
        if (value is T live)
            return live;
        var loaded = ((JsonElement)value).Deserialize<T>(WorkflowJson.Options);
        State[key] = loaded;
        return loaded;
    }
}
