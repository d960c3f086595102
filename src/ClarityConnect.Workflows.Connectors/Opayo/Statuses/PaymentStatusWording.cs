using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Statuses;

/// <summary>How a payment status is called at the till and in the shop.</summary>
public sealed record PaymentStatusWording
{
    /// <summary>The status.</summary>
    public PaymentStatus PaymentStatus { get; init; }

    /// <summary>The word at Heartland; null keeps the shipped one.</summary>
    public string? Heartland { get; init; }

    /// <summary>The word in the shop; null keeps the shipped one.</summary>
    public string? Shop { get; init; }
}
