namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Memory at a moment, in bytes.</summary>
/// <param name="Server">Working set of this process, with the server in it.</param>
/// <param name="Heap">Of that, objects on the managed heap, dead ones that were not collected yet included.</param>
/// <param name="Scripts">Working sets of the script runners.</param>
internal readonly record struct MemoryUse(long Server, long Heap, long Scripts)
{
    public MemoryUse Highest(MemoryUse other) =>
        new(Math.Max(Server, other.Server), Math.Max(Heap, other.Heap), Math.Max(Scripts, other.Scripts));
}
