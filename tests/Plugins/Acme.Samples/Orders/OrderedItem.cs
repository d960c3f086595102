namespace Acme.Samples.Orders;

/// <summary>An item of an order.</summary>
/// <param name="Sku">The article.</param>
/// <param name="Quantity">How many.</param>
public sealed record OrderedItem(string Sku, int Quantity);
