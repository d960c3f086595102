using ClarityConnect.Workflows.OpenApi.Operations;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What a description of an API describes.</summary>
/// <param name="Title">The API's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Operations">Its operations; those that cannot be used say why.</param>
internal sealed record DescribedApiView(string Title, string Version, IReadOnlyList<ApiOperation> Operations);
