using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Keeps compiled definitions. A published version never changes, so it is compiled once; a draft is dropped when it is saved.</summary>
/// <param name="store">Where definitions are.</param>
/// <param name="compiler">Compiles them.</param>
public sealed class CompiledWorkflowCache(IDefinitionStore store, DefinitionCompiler compiler)
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, Task<CompiledWorkflow>> compiled = new();

    /// <summary>Gives a compiled version.</summary>
    /// <param name="versionId">The version's id.</param>
    /// <param name="cancellationToken">Cancels the wait, not the compilation that others wait for too.</param>
    /// <exception cref="DefinitionInvalidException">There is no such version, or it cannot be compiled.</exception>
    public async Task<CompiledWorkflow> GetAsync(string versionId, CancellationToken cancellationToken)
    {
        if (compiled.Count > Capacity)
            compiled.Clear();
        var task = compiled.GetOrAdd(versionId, CompileAsync);
        try
        {
            return await task.WaitAsync(cancellationToken);
        }
        catch (Exception) when (task.IsFaulted)
        {
            compiled.TryRemove(new(versionId, task));
            throw;
        }
    }

    /// <summary>Drops a version that was changed.</summary>
    /// <param name="versionId">The version's id.</param>
    public void Drop(string versionId) => compiled.TryRemove(versionId, out _);

    private async Task<CompiledWorkflow> CompileAsync(string versionId)
    {
        var version = await store.FindAsync(versionId, CancellationToken.None)
            ?? throw new DefinitionInvalidException($"There is no definition version '{versionId}'.");
        return await compiler.CompileAsync(version, CancellationToken.None);
    }
}
