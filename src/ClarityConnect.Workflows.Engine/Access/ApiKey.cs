namespace ClarityConnect.Workflows.Engine.Access;

/// <summary>An API key as it is stored: the key itself is nowhere, only its hash.</summary>
public sealed record ApiKey
{
    /// <summary>The id that lists and revocations use.</summary>
    public required string Id { get; init; }

    /// <summary>What a person called it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do: "Administrator", "Designer", "Operator" or "Viewer".</summary>
    public required string Role { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when it does not work any longer; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was used last, to the hour; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}
