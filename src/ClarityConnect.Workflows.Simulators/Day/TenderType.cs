namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A Retail payment type.</summary>
/// <param name="Id">Retail payment type id.</param>
/// <param name="Name">"Cash", "VISA", "Mastercard", "Amex" or "Gift card".</param>
/// <param name="PaymentType">The "type" of its payments, e.g. "CashPayment".</param>
/// <param name="CardType">Portico's name of the card brand; null when Portico never sees the tender.</param>
public sealed record TenderType(long Id, string Name, string PaymentType, string? CardType);
