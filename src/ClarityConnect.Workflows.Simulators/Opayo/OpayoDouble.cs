namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>Successful transactions that look like one business event done more than once, under different references.</summary>
/// <param name="Type">The type.</param>
/// <param name="Description">What they are for.</param>
/// <param name="Amount">The amount of each, in major units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="VendorTxCodes">The references.</param>
public sealed record OpayoDouble(string Type, string Description, decimal Amount, string Currency, IReadOnlyList<string> VendorTxCodes);
