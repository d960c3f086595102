namespace ClarityConnect.Workflows.Simulators.SagePro;

/// <summary>A sales order in the simulated company.</summary>
/// <param name="Number">Sage Pro's number; empty for the next one, where an order is made.</param>
/// <param name="Customer">The customer's number.</param>
/// <param name="Day">The order date.</param>
/// <param name="Status">Empty for an open order, "C" for a closed one, "V" for a void one.</param>
/// <param name="Amount">The order's amount.</param>
/// <param name="PurchaseOrder">The customer's own number.</param>
/// <param name="Lines">What is ordered: item, quantity, price of one, and amount.</param>
public sealed record SageProSalesOrder(
    string Number, string Customer, DateOnly Day, string Status, decimal Amount, string PurchaseOrder, IReadOnlyList<(string Item, decimal Quantity, decimal Price, decimal Amount)> Lines)
{
    /// <summary>The tax, besides the amount.</summary>
    public decimal Tax { get; init; }

    /// <summary>The location that ships it; empty for none.</summary>
    public string Location { get; init; } = "";
}
