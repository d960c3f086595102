using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace ClarityConnect.Workflows.Studio.Package;

/// <summary>A file that the designer's pages load, with its compressed twin if it has one.</summary>
internal sealed partial class StudioFile
{
    private readonly Lazy<EntityTagHeaderValue> plainTag;
    private readonly Lazy<EntityTagHeaderValue> brotliTag;

    public StudioFile(string path, string? brotliPath, string contentType)
    {
        Path = path;
        BrotliPath = brotliPath;
        ContentType = contentType;
        IsHashNamed = HashInName().IsMatch(System.IO.Path.GetFileName(path));
        plainTag = new(() => TagOf(Path));
        brotliTag = new(() => TagOf(BrotliPath!));
    }

    public string Path { get; }

    /// <summary>The same content compressed; null if the package has none.</summary>
    public string? BrotliPath { get; }

    /// <summary>The type of the content, compressed or not.</summary>
    public string ContentType { get; }

    /// <summary>Whether the name changes with the content, so that a browser may keep the file for ever.</summary>
    public bool IsHashNamed { get; }

    /// <summary>What tells this content from any other. Installed files' times say nothing about their content, so it is read, once.</summary>
    public EntityTagHeaderValue Tag(bool brotli) => (brotli ? brotliTag : plainTag).Value;

    private static EntityTagHeaderValue TagOf(string path)
    {
        using var content = File.OpenRead(path);
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..24]}\"");
    }

    [GeneratedRegex(@"\.[a-z0-9]{10}\.([a-z]+\.)*(wasm|js|dat|css)$")]
    private static partial Regex HashInName();
}
