namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>An invoice or credit note as the simulated company holds it.</summary>
/// <param name="Number">The number.</param>
/// <param name="CustomerCode">The customer.</param>
/// <param name="Reference">The customer's reference; null for none.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Net">Without VAT; negative for a credit note.</param>
/// <param name="Vat">The VAT.</param>
/// <param name="Paid">The sum of its payments.</param>
/// <param name="Due">What is still to be paid; zero where more was paid than it came to.</param>
/// <param name="Notes">The texts of its notes.</param>
public sealed record KashFlowDocument(
    long Number, string CustomerCode, string? Reference, string Currency, decimal Net, decimal Vat, decimal Paid, decimal Due, IReadOnlyList<string> Notes)
{
    /// <summary>With VAT.</summary>
    public decimal Gross => Net + Vat;
}
