namespace ClarityConnect.Workflows.Sdk.Canonical.Sales;

/// <summary>What came in by one way to pay.</summary>
/// <param name="Method">How it was paid, as in <see cref="Payment.Method"/>.</param>
/// <param name="CardType">The card type, as in <see cref="Payment.CardType"/>; null where it is no card or not known.</param>
/// <param name="PaymentTypeId">The id of the payment type that the account is set up with; null where there is none.</param>
/// <param name="Count">How many payments there are.</param>
/// <param name="Amount">What they come to; money that went back is taken off.</param>
public sealed record PaymentTotal(string Method, string? CardType, string? PaymentTypeId, int Count, decimal Amount);
