namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>What a batch must hold for one card brand. Amounts are positive; the total is sales less returns.</summary>
/// <param name="CardType">"Visa", "MC" or "Amex".</param>
/// <param name="SaleCount">Sales that settle.</param>
/// <param name="Sales">Their sum, tips included.</param>
/// <param name="ReturnCount">Returns.</param>
/// <param name="Returns">Their sum.</param>
/// <param name="Tips">Tips inside the sales.</param>
/// <param name="Total">Sales less returns.</param>
public sealed record CardTypeExpectation(
    string CardType, int SaleCount, decimal Sales, int ReturnCount, decimal Returns, decimal Tips, decimal Total);
