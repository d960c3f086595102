namespace ClarityConnect.Workflows.Simulators.Shop;

/// <summary>What the shop was told of an order.</summary>
/// <param name="Id">The id of the report (webhook-id).</param>
/// <param name="OrderId">The order.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Message">What the customer may be told.</param>
/// <param name="PaymentReference">The processor's id of the payment.</param>
public sealed record ShopReport(string Id, string OrderId, string Status, string? Message, string? PaymentReference);
