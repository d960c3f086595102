using System.Text.Json;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>What came of an operation.</summary>
/// <param name="Result">The result; an object, or JSON null where all is in the rows.</param>
/// <param name="Rows">Rows, which may be many.</param>
public sealed record SageProAnswer(JsonElement Result, IReadOnlyList<JsonElement> Rows);
