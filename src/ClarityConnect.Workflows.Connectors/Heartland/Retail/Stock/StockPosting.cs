namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Stock;

/// <summary>A correction of stock at one location, as it was posted.</summary>
/// <param name="AdjustmentId">Retail's id of the adjustment; empty where there was nothing to change.</param>
/// <param name="Changed">How many items it changes.</param>
/// <param name="AlreadyPosted">Whether it was there before, so that nothing was changed now.</param>
public sealed record StockPosting(string AdjustmentId, int Changed, bool AlreadyPosted);
