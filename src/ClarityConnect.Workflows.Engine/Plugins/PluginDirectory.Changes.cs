namespace ClarityConnect.Workflows.Engine.Plugins;

/// <content>What administrators do to plugins. Each of it ends with a look through the folder, which does the rest.</content>
public sealed partial class PluginDirectory
{
    /// <summary>Switches a plugin off or on. A plugin that is switched on is tried again, whatever was wrong with it.</summary>
    /// <param name="id">The plugin.</param>
    /// <param name="isEnabled">Whether it is to be on.</param>
    /// <param name="cancellationToken">Cancels the wait for another change.</param>
    /// <returns>The plugin as it is then; null if there is none.</returns>
    public async Task<PluginView?> EnableAsync(string id, bool isEnabled, CancellationToken cancellationToken)
    {
        if (store is null || Find(id) is not { } view)
            return null;
        await InTurnAsync(
            () =>
            {
                if (isEnabled)
                    store.Enable(view.Id);
                else
                    store.Disable(view.Id);
                Forget(view.Id);
                return FollowAsync(isPatient: false);
            },
            cancellationToken);
        return Find(id);
    }

    /// <summary>Takes a plugin out of the drop-in folder with all its versions. Runs that need it wait until it is back.</summary>
    /// <param name="id">The plugin.</param>
    /// <param name="cancellationToken">Cancels the wait for another change.</param>
    /// <returns>Whether there was such a plugin.</returns>
    /// <exception cref="PluginRefusedException">Its files cannot be deleted.</exception>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        if (store is null || Find(id) is not { } view)
            return false;
        return await InTurnAsync(
            async () =>
            {
                foreach (var candidate in candidates.Values.Where(candidate => PluginPlan.Same(candidate.Id, view.Id)).ToList())
                    Delete(candidate.Drop);
                store.Enable(view.Id);
                await FollowAsync(isPatient: false);
                foreach (var (_, folder) in store.Copies(view.Id).ToList())
                    PluginStore.Delete(folder);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Installs a package, as if it had been put into the drop-in folder.</summary>
    /// <param name="package">The .nupkg.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <returns>The plugin as it is then; it may have failed to load.</returns>
    /// <exception cref="PluginRefusedException">It is no plugin that could be used, or there is no drop-in folder.</exception>
    public async Task<PluginView> InstallAsync(Stream package, CancellationToken cancellationToken)
    {
        if (store is null || drops is null)
            throw new PluginRefusedException("This server has no folder for plugins. Name one in the setting Plugins:Folder.");
        try
        {
            Directory.CreateDirectory(drops.Path);
            var incoming = System.IO.Path.Combine(drops.Path, $".{Guid.NewGuid():N}");
            try
            {
                await using (var file = new FileStream(incoming, FileMode.CreateNew))
                    await package.CopyToAsync(file, cancellationToken);
                return await InTurnAsync(() => InstallAsync(incoming), cancellationToken);
            }
            finally
            {
                File.Delete(incoming);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException($"The plugin cannot be stored: {exception.Message}", exception);
        }
    }

    private async Task<PluginView> InstallAsync(string incoming)
    {
        var (manifest, _) = store!.Take(new PluginDrop(incoming, true, Guid.NewGuid().ToString("N")[..16], null));
        var target = System.IO.Path.Combine(drops!.Path, $"{manifest.Id}.{manifest.Number}{DropFolder.PackageExtension}");
        foreach (var same in candidates.Values.Where(candidate => PluginPlan.Same(candidate.Id, manifest.Id) && candidate.Manifest?.Version == manifest.Version).ToList())
            Delete(same.Drop);
        File.Move(incoming, target, overwrite: true);
        candidates.Remove(target);
        await FollowAsync(isPatient: false);
        return Find(manifest.Id) ?? throw new PluginRefusedException("It was taken away again while it was being installed.");
    }

    private void Forget(string id)
    {
        foreach (var path in candidates.Where(candidate => PluginPlan.Same(candidate.Value.Id, id)).Select(candidate => candidate.Key).ToList())
            candidates.Remove(path);
        loads!.Keep(inUse);
    }

    private static void Delete(PluginDrop drop)
    {
        try
        {
            if (drop.IsPackage)
                File.Delete(drop.Path);
            else
                Directory.Delete(drop.Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was faster.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PluginRefusedException($"'{drop.Name}' cannot be deleted from the drop-in folder: {exception.Message} Delete it there by hand.", exception);
        }
    }
}
