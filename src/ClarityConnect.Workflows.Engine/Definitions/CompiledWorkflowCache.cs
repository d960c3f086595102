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

    private Generation generation = new(0);

    /// <summary>Gives a compiled version.</summary>
    /// <param name="versionId">The version's id.</param>
    /// <param name="cancellationToken">Cancels the wait, not the compilation that others wait for too.</param>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it cannot be compiled.</exception>
    public Task<CompiledWorkflow> GetAsync(string versionId, CancellationToken cancellationToken) => GetAsync(Current(), versionId, cancellationToken);

    /// <summary>Gives a compiled version with the plugins that an instance began with.</summary>
    internal async Task<CompiledWorkflow> GetAsync(string versionId, IReadOnlyDictionary<string, string> pins, CancellationToken cancellationToken)
    {
        var current = Current();
        var newest = await GetAsync(current, versionId, cancellationToken);
        if (pins.Count == 0 || pins.All(pin => newest.Plugins.GetValueOrDefault(pin.Key) == pin.Value))
            return newest;
        var text = string.Join('\n', pins.OrderBy(pin => pin.Key, StringComparer.Ordinal).Select(pin => $"{pin.Key}={pin.Value}"));
        return await GetAsync(current.Pinned, (versionId, text), _ => CompileAsync(versionId, pins), cancellationToken);
    }

    /// <summary>Drops a version that was changed.</summary>
    /// <param name="versionId">The version's id.</param>
    public void Drop(string versionId)
    {
        var current = Volatile.Read(ref generation);
        current.Newest.TryRemove(versionId, out _);
        foreach (var key in current.Pinned.Keys.Where(key => key.VersionId == versionId))
            current.Pinned.TryRemove(key, out _);
    }

    /// <summary>What was compiled with the activities that are known now. Nobody who asks after a change is given what was compiled before it.</summary>
    private Generation Current()
    {
        var revision = compiler.Revision;
        while (true)
        {
            var current = Volatile.Read(ref generation);
            if (current.Revision >= revision)
                return current;
            var next = new Generation(revision);
            if (Interlocked.CompareExchange(ref generation, next, current) == current)
                return next;
        }
    }

    private Task<CompiledWorkflow> GetAsync(Generation current, string versionId, CancellationToken cancellationToken) =>
        GetAsync(current.Newest, versionId, id => CompileAsync(id, PluginPins.None), cancellationToken);

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

    /// <summary>What was compiled while the same activities were known.</summary>
    private sealed class Generation(long revision)
    {
        public long Revision => revision;

        public ConcurrentDictionary<string, Task<CompiledWorkflow>> Newest { get; } = new();

        /// <summary>Those for instances that began with other versions of plugins than new ones do.</summary>
        public ConcurrentDictionary<(string VersionId, string Pins), Task<CompiledWorkflow>> Pinned { get; } = new();
    }
}
