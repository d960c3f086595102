using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>A correction of stock that is to be posted.</summary>
/// <param name="Reference">Our reference, by which it is found again.</param>
/// <param name="LocationId">The shop or warehouse.</param>
/// <param name="ReasonId">Why, one of the account's reasons.</param>
/// <param name="Lines">The items.</param>
/// <param name="IsAbsolute">Whether the quantities are how many there are to be, not how many more.</param>
internal sealed record StockPlan(string Reference, string LocationId, string ReasonId, IReadOnlyList<StockChange> Lines, bool IsAbsolute)
{
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>, saying what is missing.</exception>
    public void Check()
    {
        if (Lines.Count == 0)
            throw new ActivityException(FailureKind.InvalidData, $"The stock change '{Reference}' has no lines.");
    }
}
