using System.Text.Json;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The symbolic links between the libraries of an installation. An npm package cannot hold links, so it lists them in
/// <c>pg-symlinks.json</c> (paths relative to the package, the parent of the installation).
/// </summary>
internal static class PostgresLinks
{
    /// <returns>Whether all links are there now; <see langword="false"/> where this process may not write.</returns>
    public static bool TryMake(string installation)
    {
        var list = Path.Combine(installation, "pg-symlinks.json");
        if (!File.Exists(list))
            return true;

        using var links = JsonDocument.Parse(File.ReadAllBytes(list));
        var package = Path.GetDirectoryName(installation)!;
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var path = Path.Combine(package, link.GetProperty("target").GetString()!);
            var source = Path.Combine(package, link.GetProperty("source").GetString()!);
            if (!File.Exists(path) && !TryMake(path, Path.GetRelativePath(Path.GetDirectoryName(path)!, source)))
                return false;
        }

        return true;
    }

    private static bool TryMake(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Another server may have made it meanwhile; a read-only installation is copied by the caller.
            return File.Exists(path);
        }
    }
}
