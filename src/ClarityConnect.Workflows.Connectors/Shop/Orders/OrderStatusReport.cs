namespace ClarityConnect.Workflows.Connectors.Shop.Orders;

/// <summary>How an order fares, as the shop is told.</summary>
/// <param name="OrderId">The order's id at the shop.</param>
/// <param name="Status">The status in the shop's words, such as "paid".</param>
/// <param name="Message">What the customer may be told; null for nothing.</param>
/// <param name="PaymentReference">The processor's id of the payment; null for none.</param>
public sealed record OrderStatusReport(string OrderId, string Status, string? Message, string? PaymentReference);
