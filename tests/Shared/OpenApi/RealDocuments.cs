using System.IO.Compression;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.Tests.OpenApi;

/// <summary>Descriptions that the makers of real APIs have published.</summary>
internal static class RealDocuments
{
    /// <summary>One of them, as it was published.</summary>
    public static byte[] Read(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "OpenApiDocuments", name);
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        gzip.CopyTo(whole);
        return whole.ToArray();
    }

    /// <summary>A description as JSON, from JSON or YAML.</summary>
    public static JsonObject Json(byte[] file) => JsonNode.Parse(OpenApiText.Read(file).GetRawText())!.AsObject();
}
