using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>How an operation is answered.</summary>
/// <param name="Schemas">What successful answers hold in JSON, one for each status that is described.</param>
/// <param name="Others">Media types of successful answers that are no JSON, where none is JSON.</param>
/// <param name="HasNotFound">Whether 404 is described.</param>
/// <param name="HasConflict">Whether 409 is described.</param>
internal sealed record Answers(IReadOnlyList<OpenApiPlace> Schemas, IReadOnlyList<string> Others, bool HasNotFound, bool HasConflict);
