namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A payment on a ticket. Cash is what was handed over, change is not taken off.</summary>
/// <param name="Id">Retail payment id.</param>
/// <param name="Tender">Payment type.</param>
/// <param name="Amount">Positive when the shop receives, negative when it pays back.</param>
/// <param name="Description">Text of the payment.</param>
public sealed record TicketPayment(long Id, TenderType Tender, decimal Amount, string Description);
