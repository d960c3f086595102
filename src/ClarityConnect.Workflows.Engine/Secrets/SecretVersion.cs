namespace ClarityConnect.Workflows.Engine.Secrets;

/// <summary>A version of a named secret, as it is stored. Only an active version has a value, and that is encrypted before it comes here.</summary>
public sealed record SecretVersion
{
    /// <summary>The name that definitions refer to.</summary>
    public required string Name { get; init; }

    /// <summary>The version, from 1; the newest one counts.</summary>
    public required int Version { get; init; }

    /// <summary>The name that people see.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it is for; null if nobody said.</summary>
    public string? Description { get; init; }

    /// <summary>What it is good for.</summary>
    public required SecretStatus Status { get; init; }

    /// <summary>The value, encrypted; null unless it is active.</summary>
    public string? Value { get; init; }

    /// <summary>When the version was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something about it was changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>From when on it is not given to activities any longer; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether its time is over.</summary>
    /// <param name="now">The present.</param>
    public bool HasExpired(DateTimeOffset now) => ExpiresAt <= now;
}
