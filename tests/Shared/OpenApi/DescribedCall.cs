using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Tests.OpenApi;

/// <summary>A call that a <see cref="DescribedServer"/> took.</summary>
/// <param name="Method">The method.</param>
/// <param name="Template">The path as the description has it.</param>
/// <param name="Path">The path as it came, encoded.</param>
/// <param name="Query">The query as it came.</param>
/// <param name="Json">The body, if it was JSON.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">The headers.</param>
internal sealed record DescribedCall(string Method, string Template, string Path, string Query, JsonNode? Json, byte[] Body, Dictionary<string, string> Headers);
