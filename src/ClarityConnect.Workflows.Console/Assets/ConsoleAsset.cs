using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Console.Assets;

/// <summary>A file that pages load. It is kept in the assembly, and its address changes with its content, so that browsers may keep it for ever.</summary>
internal sealed class ConsoleAsset
{
    private readonly string path;
    private readonly string contentType;
    private readonly byte[] content;

    private ConsoleAsset(string name, string contentType)
    {
        using var stream = typeof(ConsoleAsset).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly holds no '{name}'. Build it again.");
        content = new byte[stream.Length];
        stream.ReadExactly(content);
        this.contentType = contentType;
        path = $"/console/{name}";
        Address = $"{path}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }

    public static ConsoleAsset FrameStyleSheet { get; } = new("frame.css", "text/css; charset=utf-8");

    public static ConsoleAsset StyleSheet { get; } = new("console.css", "text/css; charset=utf-8");

    public static ConsoleAsset Favicon { get; } = new("favicon.svg", "image/svg+xml");

    public string Address { get; }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var asset in (ConsoleAsset[])[FrameStyleSheet, StyleSheet, Favicon])
            endpoints.MapGet(asset.path, asset.Answer).AllowAnonymous().ExcludeFromDescription();
    }

    private IResult Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content, contentType);
    }
}
