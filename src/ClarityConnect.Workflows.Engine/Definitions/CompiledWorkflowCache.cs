using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Plugins;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>
/// Keeps compiled definitions. A published version never changes, so it is compiled once; a draft is dropped when it is saved, and all are when plugins
/// come or go.
/// </summary>
/// <param name="store">Where definitions are.</param>
/// <param name="compiler">Compiles them.</param>
public sealed class CompiledWorkflowCache(IDefinitionStore store, DefinitionCompiler compiler)
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, Task<CompiledWorkflow>> compiled = new();

    /// <summary>Those for instances that began with other versions of plugins than new ones do.</summary>
    private readonly ConcurrentDictionary<(string VersionId, string Pins), Task<CompiledWorkflow>> pinned = new();

    /// <summary>Which activities were known when what is kept was compiled.</summary>
    private long revision;

    /// <summary>Gives a compiled version.</summary>
    /// <param name="versionId">The version's id.</param>
    /// <param name="cancellationToken">Cancels the wait, not the compilation that others wait for too.</param>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it cannot be compiled.</exception>
    public Task<CompiledWorkflow> GetAsync(string versionId, CancellationToken cancellationToken)
    {
        DropOutdated();
        return GetAsync(compiled, versionId, id => CompileAsync(id, PluginPins.None), cancellationToken);
    }

    /// <summary>Gives a compiled version with the plugins that an instance began with.</summary>
    internal async Task<CompiledWorkflow> GetAsync(string versionId, IReadOnlyDictionary<string, string> pins, CancellationToken cancellationToken)
    {
        var newest = await GetAsync(versionId, cancellationToken);
        if (pins.Count == 0 || pins.All(pin => newest.Plugins.GetValueOrDefault(pin.Key) == pin.Value))
            return newest;
        var text = string.Join('\n', pins.OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => $"{pin.Key}={pin.Value}"));
        return await GetAsync(pinned, (versionId, text), _ => CompileAsync(versionId, pins), cancellationToken);
    }

    /// <summary>Drops a version that was changed.</summary>
    /// <param name="versionId">The version's id.</param>
    public void Drop(string versionId)
    {
        compiled.TryRemove(versionId, out _);
        foreach (var key in pinned.Keys.Where(key => key.VersionId == versionId))
            pinned.TryRemove(key, out _);
    }

    /// <summary>Drops all if other activities are known now. What is being compiled meanwhile is among them already, and goes too.</summary>
    private void DropOutdated()
    {
        var current = compiler.Revision;
        if (Interlocked.Read(ref revision) == current || Interlocked.Exchange(ref revision, current) == current)
            return;
        compiled.Clear();
        pinned.Clear();
    }

    private static async Task<CompiledWorkflow> GetAsync<TKey>(
        ConcurrentDictionary<TKey, Task<CompiledWorkflow>> kept, TKey key, Func<TKey, Task<CompiledWorkflow>> compile, CancellationToken cancellationToken)
        where TKey : notnull
    {
        if (kept.Count > Capacity)
            kept.Clear();
        var task = kept.GetOrAdd(key, compile);
        try
        {
            return await task.WaitAsync(cancellationToken);
        }
        catch (Exception) when (task.IsFaulted)
        {
            kept.TryRemove(new(key, task));
            throw;
        }
    }

    private async Task<CompiledWorkflow> CompileAsync(string versionId, IReadOnlyDictionary<string, string> pins)
    {
        var version = await store.FindAsync(versionId, CancellationToken.None)
            ?? throw new DefinitionInvalidException($"There is no definition version '{versionId}'.");
        return await compiler.CompileAsync(version, pins, CancellationToken.None);
    }
}
