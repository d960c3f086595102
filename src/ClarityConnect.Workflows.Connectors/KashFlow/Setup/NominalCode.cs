using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Setup;

/// <summary>An account of the nominal ledger.</summary>
/// <param name="Id">KashFlow's id, which SOAP journals name it by.</param>
/// <param name="Code">The code that people use, such as "4000".</param>
/// <param name="Name">The name.</param>
/// <param name="Type">KashFlow's word for its type; null where it says none.</param>
/// <param name="IsArchived">Whether it is out of use.</param>
public sealed record NominalCode(string Id, string Code, string Name, string? Type, bool IsArchived)
{
    internal static NominalCode From(JsonElement row) => new(
        KashFlowJson.Text(row, "Id") ?? "",
        KashFlowJson.Text(row, "Code") ?? "",
        KashFlowJson.Text(row, "Name") ?? "",
        KashFlowJson.Text(row, "Type"),
        KashFlowJson.Flag(row, "Archived") ?? false);
}
