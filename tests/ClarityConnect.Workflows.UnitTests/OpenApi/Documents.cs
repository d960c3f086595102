using System.Text;
using ClarityConnect.Workflows.OpenApi;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

/// <summary>Descriptions of APIs.</summary>
internal static class Documents
{
    public static OpenApiDocument Read(string text) => OpenApiDocument.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>A description with these paths and components.</summary>
    public static string Of(string paths, string components = "{}", string more = "") => $$"""
        { "openapi": "3.0.3", "info": { "title": "Shop", "version": "1.2.3" }, "servers": [{ "url": "https://api.shop.example/v1" }], "paths": {{paths}}, "components": {{components}}{{more}} }
        """;
}
