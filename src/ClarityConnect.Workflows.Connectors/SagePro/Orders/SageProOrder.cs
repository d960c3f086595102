namespace ClarityConnect.Workflows.Connectors.SagePro.Orders;

/// <summary>The header of a sales order.</summary>
/// <param name="Number">The order's number.</param>
/// <param name="CustomerId">The customer's number.</param>
/// <param name="Date">The order date; null for none.</param>
/// <param name="Status">"Open", "Closed" or "Void", else Sage Pro's own letter.</param>
/// <param name="Amount">The order's amount.</param>
/// <param name="Tax">The tax in it.</param>
/// <param name="Currency">The currency, ISO 4217.</param>
/// <param name="PurchaseOrder">The customer's own number; null for none.</param>
/// <param name="Reference">The reference under which a workflow posted it; null for an order that was taken in Sage Pro itself.</param>
public sealed record SageProOrder(
    string Number, string? CustomerId, DateOnly? Date, string Status, decimal Amount, decimal Tax, string Currency, string? PurchaseOrder, string? Reference = null);
