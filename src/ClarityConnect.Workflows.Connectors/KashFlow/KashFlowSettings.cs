namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>What the administrator decided about a company.</summary>
/// <param name="HomeCurrency">The currency of the books, ISO 4217.</param>
/// <param name="PaymentsBy">Which interface records payments.</param>
/// <param name="JournalsBy">Which interface posts journals.</param>
/// <param name="DebitsArePositive">Whether debits of a SOAP journal have positive amounts. KashFlow publishes no word about it.</param>
internal sealed record KashFlowSettings(string HomeCurrency, KashFlowService PaymentsBy, KashFlowService JournalsBy, bool DebitsArePositive);
