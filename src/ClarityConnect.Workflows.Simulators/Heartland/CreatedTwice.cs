namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>A business key under which callers made more than one record.</summary>
/// <param name="Table">What was made, such as "customers", "sales/orders" or "sales/orders/payments".</param>
/// <param name="Key">The caller's key.</param>
/// <param name="Times">How often.</param>
public sealed record CreatedTwice(string Table, string Key, int Times);
