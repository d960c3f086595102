using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>A rate of value added tax.</summary>
/// <param name="Percent">The rate in percent, such as 20.</param>
/// <param name="Name">The name that people see; null where KashFlow gives the figure only.</param>
public sealed record VatRate(decimal Percent, string? Name)
{
    // The operation is published, the names of its members are not.
    internal static VatRate From(JsonElement row) => row.ValueKind is JsonValueKind.Number or JsonValueKind.String
        ? new VatRate(ValueConversion.To<decimal>(row), null)
        : new VatRate(
            KashFlowJson.Decimal(row, "Rate") ?? KashFlowJson.Decimal(row, "VATRate") ?? KashFlowJson.Decimal(row, "Value") ?? 0,
            KashFlowJson.Text(row, "Name") ?? KashFlowJson.Text(row, "Description"));
}
