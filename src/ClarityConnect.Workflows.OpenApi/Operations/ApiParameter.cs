using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>A parameter of an operation.</summary>
/// <param name="Name">Its name in the API.</param>
/// <param name="In">path, query, header or cookie.</param>
/// <param name="IsRequired">Whether a call needs it.</param>
/// <param name="Schema">What it may be; null where the document does not say it, and then it is text.</param>
/// <param name="Style">How it is written; json for JSON.</param>
/// <param name="Explode">Whether each item of a list is written by itself.</param>
/// <param name="Description">What it means.</param>
internal sealed record ApiParameter(string Name, string In, bool IsRequired, OpenApiPlace? Schema, string Style, bool Explode, string? Description)
{
    /// <summary>Whether it is a key by which the API recognises calls that it has seen.</summary>
    public bool IsIdempotencyKey => In == "header" && Name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) is var plain
        && (plain.Equals("IdempotencyKey", StringComparison.OrdinalIgnoreCase) || plain.Equals("XIdempotencyKey", StringComparison.OrdinalIgnoreCase));
}
