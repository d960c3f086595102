namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>The head of a report, as lists show it. Pair and day are its key.</summary>
public sealed record ReconciliationSummary
{
    /// <summary>The most characters that the name of a pair may have.</summary>
    public const int LongestPair = 150;

    /// <summary>The name of the pair, such as "Opayo and Heartland". At most <see cref="LongestPair"/> characters.</summary>
    public required string Pair { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What the left side is called.</summary>
    public required string LeftName { get; init; }

    /// <summary>What the right side is called.</summary>
    public required string RightName { get; init; }

    /// <summary>What it comes to.</summary>
    public required ReconciliationState State { get; init; }

    /// <summary>How many pairs match.</summary>
    public required int Matched { get; init; }

    /// <summary>How many entries only the right side has.</summary>
    public required int MissingOnLeft { get; init; }

    /// <summary>How many entries only the left side has.</summary>
    public required int MissingOnRight { get; init; }

    /// <summary>How many pairs differ in their amounts.</summary>
    public required int AmountDiffers { get; init; }

    /// <summary>How many entries are there twice on a side.</summary>
    public required int Duplicates { get; init; }

    /// <summary>How many entries are carried to the next day.</summary>
    public required int TimingDifferences { get; init; }

    /// <summary>How many entries that were carried over have found the other.</summary>
    public required int Cleared { get; init; }

    /// <summary>When the day was reconciled last.</summary>
    public required DateTimeOffset RunAt { get; init; }

    /// <summary>The instance that did it; null if none did.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Its definition.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>How many lines have to be looked at.</summary>
    public int Mismatches => MissingOnLeft + MissingOnRight + AmountDiffers + Duplicates;
}
