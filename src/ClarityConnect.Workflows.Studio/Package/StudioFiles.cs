using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;

namespace ClarityConnect.Workflows.Studio.Package;

/// <summary>
/// All files that the designer's pages load, by their addresses below /studio/. Only what is in this list is ever opened, so no address
/// leads elsewhere on the disk.
/// </summary>
internal sealed class StudioFiles
{
    private const string Brotli = ".br";
    private const string Gzip = ".gz";

    /// <summary>Part of the package, but not of the designer: a page that only shows how to embed it, and what npm reads.</summary>
    private static readonly string[] LeftOut = ["index.html", "package.json"];

    private static readonly FileExtensionContentTypeProvider ContentTypes = new()
    {
        Mappings = { [".cur"] = "image/x-icon", [".dat"] = "application/octet-stream", [".map"] = "application/json", [".scss"] = "text/plain" },
    };

    private readonly Lazy<FrozenDictionary<string, StudioFile>> files = new(Read);

    /// <summary>Finds a file.</summary>
    /// <param name="address">Its address below /studio/, such as "_framework/dotnet.js".</param>
    /// <returns>The file; null if there is none.</returns>
    /// <exception cref="InvalidOperationException">The package is not installed.</exception>
    public StudioFile? Find(string address) => files.Value.GetValueOrDefault(address);

    private static FrozenDictionary<string, StudioFile> Read()
    {
        var own = Path.Combine(AppContext.BaseDirectory, "studio", "designer");
        return ReadFolder(PackageFolder(), "").Concat(ReadFolder(own, "designer/")).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Where a publish put the package, else where the build says it installed it.</summary>
    private static string PackageFolder()
    {
        var beside = Path.Combine(AppContext.BaseDirectory, "studio", "package");
        var pathFile = Path.Combine(AppContext.BaseDirectory, "studio", "studio-package.path");
        var built = File.Exists(pathFile) ? File.ReadAllText(pathFile).Trim() : null;
        return new[] { beside, built }.OfType<string>().FirstOrDefault(Directory.Exists) ?? throw new InvalidOperationException(
            $"Elsa Studio is not in '{beside}'{(built is null ? "" : $" and not in '{built}'")}. Build or publish the server again: that brings it from npm.");
    }

    private static IEnumerable<KeyValuePair<string, StudioFile>> ReadFolder(string folder, string prefix)
    {
        var paths = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths.Where(path => !path.EndsWith(Brotli, StringComparison.Ordinal) && !path.EndsWith(Gzip, StringComparison.Ordinal)))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (LeftOut.Contains(name) || !ContentTypes.TryGetContentType(name, out var contentType))
                continue;
            var twin = path + Brotli;
            yield return new(prefix + name, new StudioFile(path, paths.Contains(twin) ? twin : null, contentType));
        }
    }
}
