using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>The body that an operation takes.</summary>
/// <param name="Kind">How it is written.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Media">Where the document describes it.</param>
/// <param name="IsRequired">Whether a call needs it.</param>
/// <param name="Description">What it is.</param>
internal sealed record RequestBody(BodyKind Kind, string MediaType, OpenApiPlace Media, bool IsRequired, string? Description);
