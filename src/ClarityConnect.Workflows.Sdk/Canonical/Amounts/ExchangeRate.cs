namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>What one unit of a currency was worth on a day.</summary>
/// <param name="Base">The currency of the one unit, ISO 4217.</param>
/// <param name="Quote">The currency of the rate, ISO 4217.</param>
/// <param name="Date">The day of the rate.</param>
/// <param name="Rate">How many <paramref name="Quote"/> one <paramref name="Base"/> is; above zero.</param>
public sealed record ExchangeRate(string Base, string Quote, DateOnly Date, decimal Rate);
