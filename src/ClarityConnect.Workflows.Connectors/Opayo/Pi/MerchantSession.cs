namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>A key with which a browser may register one card at Opayo, so that no server of the merchant sees it.</summary>
public sealed record MerchantSession
{
    /// <summary>The key.</summary>
    public required string MerchantSessionKey { get; init; }

    /// <summary>When it ends; null where Opayo did not say.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
