using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>The ports of activities that leave a payment in some state.</summary>
internal static class PaymentOutcomes
{
    public const string Paid = "Paid";
    public const string Authorised = "Authorised";
    public const string Authenticated = "Card checked";
    public const string NeedsThreeDSecure = "Needs 3-D Secure";
    public const string Declined = "Declined";
    public const string Cancelled = "Cancelled";

    /// <summary>The port for a status; null where nobody knows how the payment ended.</summary>
    public static string? Of(PaymentStatus status) => status switch
    {
        PaymentStatus.Paid or PaymentStatus.Settled => Paid,
        PaymentStatus.Authorised => Authorised,
        PaymentStatus.Authenticated => Authenticated,
        PaymentStatus.RequiresAction => NeedsThreeDSecure,
        PaymentStatus.Declined => Declined,
        PaymentStatus.Voided or PaymentStatus.Cancelled => Cancelled,
        _ => null,
    };
}
