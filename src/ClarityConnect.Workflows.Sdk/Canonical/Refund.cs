namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>Money that goes back for an earlier payment.</summary>
public sealed record Refund
{
    /// <summary>The id at the system that made it; empty for one that is to be made.</summary>
    public string RefundId { get; init; } = "";

    /// <summary>The payment that it gives back, by the processor's id.</summary>
    public required string PaymentId { get; init; }

    /// <summary>Our reference, the same whenever the same refund is sent.</summary>
    public string? Reference { get; init; }

    /// <summary>The amount, positive.</summary>
    public decimal Amount { get; init; }

    /// <summary>The currency, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>Why it is given.</summary>
    public string? Reason { get; init; }

    /// <summary>Where it stands.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? At { get; init; }
}
