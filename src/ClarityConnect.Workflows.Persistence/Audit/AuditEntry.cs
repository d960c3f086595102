namespace ClarityConnect.Workflows.Persistence.Audit;

/// <summary>A line of the audit log. Each holds the hash of the one before, so that a changed or missing line shows.</summary>
public sealed record AuditEntry
{
    /// <summary>Its place, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, to the microsecond.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who: a user's or an API key's name, or "system".</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as "definition.published".</summary>
    public required string Action { get; init; }

    /// <summary>To what, such as a definition's id.</summary>
    public required string Subject { get; init; }

    /// <summary>Further data, JSON, masked; null for none.</summary>
    public string? Details { get; init; }

    /// <summary>The hash of the line before; 64 zeros for the first.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>SHA-256 over this line and <see cref="PreviousHash"/>, lower-case hex.</summary>
    public required string Hash { get; init; }
}
