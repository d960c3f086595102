using System.Globalization;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// The server's own copies of plugins, <c>id/version/fingerprint</c>, so that what was dropped can be overwritten or deleted while its code runs. What is
/// noted of a plugin stands beside its copies.
/// </summary>
internal sealed class PluginStore(string root, DropFolder drops, PluginOptions options)
{
    private const string IncomingFolder = ".incoming";
    private const string DisabledNote = "disabled";
    private const string LoadingNote = ".loading";
    private const string RefusedNote = ".refused";

    /// <summary>One start that ended while a plugin was being loaded may have been anything; two are its fault.</summary>
    private const int LoadingsThatCount = 2;

    /// <summary>Deletes what an earlier start left half made.</summary>
    public void CleanUp()
    {
        if (Directory.Exists(Path.Combine(root, IncomingFolder)))
            TryDelete(Path.Combine(root, IncomingFolder));
    }

    /// <summary>Copies or unpacks a drop.</summary>
    /// <returns>Its manifest with the folder of the copy.</returns>
    /// <exception cref="PluginRefusedException">It is no plugin that could be used.</exception>
    public (PluginManifest Manifest, string Folder) Take(PluginDrop drop)
    {
        if (drop.Problem is { } problem)
            throw new PluginRefusedException(problem);
        // Nothing is copied for a folder whose manifest cannot be read anyway, or that was copied before.
        if (!drop.IsPackage && ManifestReader.Read(drop.Path) is { } known && Directory.Exists(FolderOf(known, drop)))
            return (known, FolderOf(known, drop));
        var incoming = Path.Combine(root, IncomingFolder, Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(incoming);
            if (drop.IsPackage)
                PluginPackage.Unpack(drop.Path, incoming, options);
            else
                Copy(drop.Path, incoming);
            var manifest = ManifestReader.Read(incoming);
            var folder = FolderOf(manifest, drop);
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
                Directory.Move(incoming, folder);
            }

            return (manifest, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException($"It cannot be copied: {exception.Message} Copy it again once that is mended.", exception);
        }
        finally
        {
            TryDelete(incoming);
        }
    }

    /// <summary>All copies of a plugin.</summary>
    public IEnumerable<(PluginManifest Manifest, string Folder)> Copies(string id)
    {
        if (!Directory.Exists(HomeOf(id)))
            yield break;
        foreach (var folder in Directory.GetDirectories(HomeOf(id)).SelectMany(Directory.GetDirectories))
        {
            PluginManifest manifest;
            try
            {
                manifest = ManifestReader.Read(folder);
            }
            catch (Exception exception) when (exception is PluginRefusedException or IOException or UnauthorizedAccessException)
            {
                continue;
            }

            yield return (manifest, folder);
        }
    }

    /// <summary>The ids of all plugins of which something is kept.</summary>
    public IEnumerable<string> Ids() => Directory.Exists(root)
        ? Directory.GetDirectories(root).Select(folder => Path.GetFileName(folder)!).Where(name => name[0] != '.')
        : [];

    public bool IsDisabled(string id) => File.Exists(Path.Combine(HomeOf(id), DisabledNote));

    public void Disable(string id)
    {
        Directory.CreateDirectory(HomeOf(id));
        File.WriteAllText(Path.Combine(HomeOf(id), DisabledNote), "");
    }

    /// <summary>Switches a plugin on, and forgets why copies of it were not to be loaded.</summary>
    public void Enable(string id)
    {
        // Of a plugin that could not even be taken, nothing is kept.
        if (!Directory.Exists(HomeOf(id)))
            return;
        File.Delete(Path.Combine(HomeOf(id), DisabledNote));
        foreach (var (_, folder) in Copies(id))
        {
            File.Delete(folder + LoadingNote);
            File.Delete(folder + RefusedNote);
        }
    }

    /// <summary>Says why a copy is not to be loaded by itself; null if it may be.</summary>
    public static string? WhyNotLoaded(string folder)
    {
        if (File.Exists(folder + RefusedNote))
            return File.ReadAllText(folder + RefusedNote);
        return Loadings(folder) >= LoadingsThatCount
            ? "The server ended twice while this plugin was being loaded, so it is left alone. Choose Enable to try it once more, or install another version."
            : null;
    }

    public static void BeginLoading(string folder) => File.WriteAllText(folder + LoadingNote, (Loadings(folder) + 1).ToString(CultureInfo.InvariantCulture));

    public static void EndLoading(string folder) => File.Delete(folder + LoadingNote);

    public static void Refuse(string folder, string reason) => File.WriteAllText(folder + RefusedNote, reason);

    /// <summary>Deletes a copy; what is still in use is deleted when it is tried again.</summary>
    public static void Delete(string folder)
    {
        TryDelete(folder);
        EndLoading(folder);
        File.Delete(folder + RefusedNote);
    }

    public string HomeOf(string id) => Path.Combine(root, id.ToLowerInvariant());

    private string FolderOf(PluginManifest manifest, PluginDrop drop) => Path.Combine(HomeOf(manifest.Id), manifest.Number.ToString(), drop.Fingerprint);

    private static int Loadings(string folder) =>
        File.Exists(folder + LoadingNote) && int.TryParse(File.ReadAllText(folder + LoadingNote), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private void Copy(string from, string to)
    {
        foreach (var (file, relative) in drops.Files(new DirectoryInfo(from)))
        {
            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }

    private static void TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // On Windows a file whose code still runs cannot be deleted.
        }
    }
}
