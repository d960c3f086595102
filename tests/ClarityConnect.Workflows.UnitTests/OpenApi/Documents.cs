using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

/// <summary>Descriptions of APIs.</summary>
internal static class Documents
{
    /// <summary>One of the real ones.</summary>
    public static byte[] Real(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "OpenApiDocuments", name);
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
            return File.ReadAllBytes(path);
        using var gzip = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        gzip.CopyTo(whole);
        return whole.ToArray();
    }

    public static JsonObject Json(byte[] file) => JsonNode.Parse(OpenApiText.Read(file).GetRawText())!.AsObject();

    public static OpenApiDocument Read(string text) => OpenApiDocument.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>A description with these paths and components.</summary>
    public static string Of(string paths, string components = "{}", string more = "") => $$"""
        { "openapi": "3.0.3", "info": { "title": "Shop", "version": "1.2.3" }, "servers": [{ "url": "https://api.shop.example/v1" }], "paths": {{paths}}, "components": {{components}}{{more}} }
        """;
}
