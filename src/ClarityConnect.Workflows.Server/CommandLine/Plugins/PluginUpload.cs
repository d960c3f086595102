using System.IO.Compression;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Makes of a path what a server takes as a plugin: a package. A folder is packed into a temporary file that is gone when it is closed.</summary>
internal static class PluginUpload
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <exception cref="UsageException">There is nothing at the path, or it cannot be read.</exception>
    /// <exception cref="PluginRefusedException">The folder is no plugin's.</exception>
    public static Stream Open(string path)
    {
        try
        {
            if (File.Exists(path))
                return File.OpenRead(path);
            return Directory.Exists(path) ? Pack(new DirectoryInfo(path)) : throw new UsageException($"There is no file or folder '{path}'.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {exception.Message}");
        }
    }

    private static FileStream Pack(DirectoryInfo folder)
    {
        if (!File.Exists(Path.Combine(folder.FullName, PluginManifest.FileName)))
            throw new PluginRefusedException($"There is no {PluginManifest.FileName} in it. Name the whole folder that the build of the plugin made, with the manifest beside the assembly.");
        var package = new FileStream(
            Path.Combine(Path.GetTempPath(), $"clarity-plugin-{Guid.NewGuid():N}.nupkg"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        try
        {
            using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var file in Files(folder, folder.FullName))
                    zip.CreateEntryFromFile(file.FullName, Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/'));
            }

            package.Position = 0;
            return package;
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder, string root)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos("*", Everything))
        {
            if (entry.LinkTarget is not null)
                throw new PluginRefusedException($"'{Path.GetRelativePath(root, entry.FullName)}' is a link, which is not followed. Put the file itself there.");
            if (entry is FileInfo file)
            {
                yield return file;
                continue;
            }

            foreach (var below in Files((DirectoryInfo)entry, root))
                yield return below;
        }
    }
}
