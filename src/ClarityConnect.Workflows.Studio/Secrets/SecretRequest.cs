namespace ClarityConnect.Workflows.Studio.Secrets;

/// <summary>What to store of a secret, or which secrets to list. Members that do not belong to a request are ignored.</summary>
internal sealed record SecretRequest
{
    public string? Name { get; init; }

    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    /// <summary>The value; it is stored encrypted and never given back.</summary>
    public string? Value { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Text that the name or the display name contains.</summary>
    public string? Search { get; init; }

    /// <summary>Whether only secrets are listed that activities can be given.</summary>
    public bool ActiveOnly { get; init; }
}
