namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A journal entry (GLBATCH) in the books.</summary>
public sealed record PostedBatch
{
    /// <summary>Record number, unique in the company.</summary>
    public required long RecordNo { get; init; }

    /// <summary>Number within the journal, as users see it.</summary>
    public required int BatchNo { get; init; }

    /// <summary>Symbol of the journal.</summary>
    public required string Journal { get; init; }

    /// <summary>Posting date.</summary>
    public required DateOnly BatchDate { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>The caller's reference. Intacct does not keep it unique; null for none.</summary>
    public string? ReferenceNo { get; init; }

    /// <summary>Source entity when the lines do not balance for each entity; null for none.</summary>
    public string? BaseLocation { get; init; }

    /// <summary>"Posted" or "Draft".</summary>
    public required string State { get; init; }

    /// <summary>Control id of the function that created it.</summary>
    public required string ControlId { get; init; }

    /// <summary>Record number of the entry that this one reverses; null when it is not a reversal.</summary>
    public long? Reverses { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it counts things instead of money.</summary>
    public bool Statistical { get; init; }

    /// <summary>Values of fields that the company defines itself, by name.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();

    /// <summary>true after a delete; the ledger keeps it, the API does not show it.</summary>
    public bool Deleted { get; init; }

    /// <summary>Lines in the order in which they came.</summary>
    public required IReadOnlyList<PostedEntry> Entries { get; init; }
}
