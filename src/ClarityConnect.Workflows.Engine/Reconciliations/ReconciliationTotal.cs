namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>What both sides come to in one currency, entries that were carried over included.</summary>
/// <param name="Currency">The currency, ISO 4217.</param>
/// <param name="LeftCount">How many entries the left side has.</param>
/// <param name="LeftAmount">What they come to.</param>
/// <param name="RightCount">How many entries the right side has.</param>
/// <param name="RightAmount">What they come to.</param>
public sealed record ReconciliationTotal(string Currency, int LeftCount, decimal LeftAmount, int RightCount, decimal RightAmount)
{
    /// <summary>Left less right.</summary>
    public decimal Difference => LeftAmount - RightAmount;
}
