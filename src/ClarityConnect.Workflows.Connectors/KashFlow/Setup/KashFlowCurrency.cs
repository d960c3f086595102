using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>A currency that the company invoices in.</summary>
/// <param name="Code">The currency, ISO 4217.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="ExchangeRate">The rate to the home currency as KashFlow holds it; null where it says none.</param>
public sealed record KashFlowCurrency(string Code, string Name, decimal? ExchangeRate)
{
    internal static KashFlowCurrency From(JsonElement row) => new(
        (KashFlowJson.Text(row, "Code") ?? "").ToUpperInvariant(), KashFlowJson.Text(row, "Name") ?? "", KashFlowJson.Decimal(row, "ExchangeRate"));
}
