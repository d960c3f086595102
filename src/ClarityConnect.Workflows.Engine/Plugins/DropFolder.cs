using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>The drop-in folder: each folder and each .nupkg in it is a plugin; names that begin with a dot are ours.</summary>
internal sealed class DropFolder(string path, PluginOptions options)
{
    public const string PackageExtension = ".nupkg";

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    public string Path => path;

    /// <summary>What is there now, by name.</summary>
    public IReadOnlyList<PluginDrop> Look()
    {
        if (!Directory.Exists(path))
            return [];
        var drops = new List<PluginDrop>();
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", Everything).Where(entry => entry.Name[0] != '.').OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                if (entry is DirectoryInfo folder)
                    drops.Add(Folder(folder));
                else if (entry.Extension.Equals(PackageExtension, StringComparison.OrdinalIgnoreCase))
                    drops.Add(new PluginDrop(entry.FullName, true, Hash([Line((FileInfo)entry, entry.Name)]), null));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody is at it right now, or the server may not read it.
                drops.Add(new PluginDrop(entry.FullName, entry is FileInfo, $"unreadable {exception.Message}", $"It cannot be read: {exception.Message}"));
            }
        }

        return drops;
    }

    /// <summary>The files of a folder, by their path in it, with those below.</summary>
    /// <exception cref="PluginRefusedException">There is a link in it, or more than a plugin may have.</exception>
    public IEnumerable<(FileInfo File, string Relative)> Files(DirectoryInfo root)
    {
        var (count, bytes) = (0, 0L);
        var open = new Queue<DirectoryInfo>([root]);
        while (open.TryDequeue(out var folder))
        {
            foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
            {
                if (entry.LinkTarget is not null)
                    throw new PluginRefusedException($"'{System.IO.Path.GetRelativePath(root.FullName, entry.FullName)}' is a link, which is not followed. Copy the file itself.");
                if (entry is DirectoryInfo below)
                {
                    open.Enqueue(below);
                    continue;
                }

                var file = (FileInfo)entry;
                if (++count > options.MaxFiles || (bytes += file.Length) > options.MaxBytes)
                    throw new PluginRefusedException(TooMuch(options));
                yield return (file, System.IO.Path.GetRelativePath(root.FullName, file.FullName));
            }
        }
    }

    public static string TooMuch(PluginOptions options) =>
        $"It has more than a plugin may have: {options.MaxFiles:N0} files and {options.MaxBytes / (1024 * 1024):N0} MiB. Take out what it does not need, or raise the settings Plugins:MaxFiles and Plugins:MaxBytes.";

    private PluginDrop Folder(DirectoryInfo folder)
    {
        try
        {
            return new PluginDrop(folder.FullName, false, Hash(Files(folder).Select(file => Line(file.File, file.Relative))), null);
        }
        catch (PluginRefusedException refused)
        {
            return new PluginDrop(folder.FullName, false, Hash([refused.Message]), refused.Message);
        }
    }

    private static string Line(FileInfo file, string relative) =>
        string.Create(CultureInfo.InvariantCulture, $"{relative}|{file.Length}|{file.LastWriteTimeUtc.Ticks}");

    private static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))))[..16];
}
