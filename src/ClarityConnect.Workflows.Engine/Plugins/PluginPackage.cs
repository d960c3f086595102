using System.IO.Compression;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Unpacks a .nupkg, which is a zip file from somewhere: it may lie about sizes and name files outside of the folder.</summary>
internal static class PluginPackage
{
    /// <summary>Unpacks what belongs to the plugin: the files beside and below its manifest.</summary>
    /// <exception cref="PluginRefusedException">It is no package of a plugin, or one that means harm.</exception>
    public static void Unpack(string package, string folder, PluginOptions options)
    {
        try
        {
            using var zip = ZipFile.OpenRead(package);
            if (zip.Entries.Count > options.MaxFiles)
                throw new PluginRefusedException(DropFolder.TooMuch(options));
            var files = zip.Entries.Select(entry => (Entry: entry, Path: PathOf(entry.FullName))).Where(file => file.Path.Length > 0 && file.Path[^1] != '/').ToList();
            var manifest = files.Where(file => NameOf(file.Path).Equals(PluginManifest.FileName, StringComparison.OrdinalIgnoreCase)).OrderBy(file => file.Path.Count(letter => letter == '/')).ThenBy(file => file.Path, StringComparer.Ordinal).FirstOrDefault();
            if (manifest.Entry is null)
                throw new PluginRefusedException($"There is no {PluginManifest.FileName} in the package. Pack it together with the plugin's assembly and its dependencies.");
            ManifestReader.CheckSize(manifest.Entry.Length);
            var root = manifest.Path[..^PluginManifest.FileName.Length];
            var left = options.MaxBytes;
            foreach (var (entry, path) in files.Where(file => file.Path.StartsWith(root, StringComparison.Ordinal)))
                left -= Copy(entry, folder, path[root.Length..], left, options);
        }
        catch (InvalidDataException exception)
        {
            throw new PluginRefusedException($"It is no package: {exception.Message} Copy it again.", exception);
        }
    }

    private static long Copy(ZipArchiveEntry entry, string folder, string relative, long left, PluginOptions options)
    {
        var target = Path.GetFullPath(Path.Combine(folder, relative));
        if (!target.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw Outside(entry.FullName);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var from = entry.Open();
        using var to = new FileStream(target, FileMode.CreateNew);
        var buffer = new byte[81920];
        var copied = 0L;
        // Counted as it comes, since the size in the package's own list may be a lie.
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            copied += read;
            if (copied > left)
                throw new PluginRefusedException(DropFolder.TooMuch(options));
            to.Write(buffer, 0, read);
        }

        return copied;
    }

    private static string PathOf(string name)
    {
        // Packages write some letters as percent codes, and those could spell what is looked for here.
        var path = Uri.UnescapeDataString(name).Replace('\\', '/');
        if (path.StartsWith('/') || path.Contains(':', StringComparison.Ordinal) || path.Contains('\0', StringComparison.Ordinal) || path.Split('/').Contains(".."))
            throw Outside(name);
        return path;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static PluginRefusedException Outside(string name) =>
        new($"The package names a file outside of its own folder ('{(name.Length <= 100 ? name : name[..100] + "…")}'). Nothing of it was kept. Do not use this package, and ask where it came from.");
}
