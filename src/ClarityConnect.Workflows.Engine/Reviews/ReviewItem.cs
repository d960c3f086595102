namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Something that a workflow is not sure of, with all that a person needs to decide.</summary>
public sealed record ReviewItem
{
    /// <summary>The choices where an activity names none.</summary>
    public static readonly IReadOnlyList<string> DefaultChoices = ["Accepted", "Rejected"];

    /// <summary>The most characters that a key may have.</summary>
    public const int LongestKey = 300;

    /// <summary>Its id; lists are ordered by it, newest first.</summary>
    public required string Id { get; init; }

    /// <summary>What it is about; of one key at most one item is open. At most <see cref="LongestKey"/> characters.</summary>
    public required string Key { get; init; }

    /// <summary>What kind of doubt it is, such as "customer.duplicate" or "reconciliation.amountDiffers".</summary>
    public required string Kind { get; init; }

    /// <summary>What it is about, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>Why somebody has to look.</summary>
    public string? Reason { get; init; }

    /// <summary>What the workflow suggests to do.</summary>
    public string? SuggestedAction { get; init; }

    /// <summary>The data in question, JSON, with secrets and card numbers masked; null for none, and in lists.</summary>
    public string? Subject { get; init; }

    /// <summary>What can be decided, as the workflow knows it: its outcomes.</summary>
    public IReadOnlyList<string> Choices { get; init; } = DefaultChoices;

    /// <summary>The definition that asks.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>The instance that asks; null if none does.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The name of the activity that asks.</summary>
    public string? ActivityName { get; init; }

    /// <summary>The execution that asks, the same on every attempt.</summary>
    public string? ExecutionId { get; init; }

    /// <summary>Whether the instance waits for the decision.</summary>
    public bool IsAwaited { get; init; }

    /// <summary>Until when somebody may decide; null for ever.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ReviewState State { get; init; } = ReviewState.Open;

    /// <summary>The choice that was taken; null while it is open.</summary>
    public string? Decision { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When it was decided, timed out or withdrawn; null while it is open.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the person who decided wants to be known.</summary>
    public string? Comment { get; init; }

    /// <summary>The data as the person corrected them, JSON; null where they were left as they are.</summary>
    public string? CorrectedSubject { get; init; }
}
