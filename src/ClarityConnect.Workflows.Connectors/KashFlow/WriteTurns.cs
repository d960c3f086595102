using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>
/// Lets one write at a time look a document up and change it. KashFlow has neither idempotency keys nor versions of documents, so two that
/// look at the same moment would both find nothing and both write.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "Semaphores whose wait handles are never asked for hold nothing to release; they live as long as their client.")]
internal sealed class WriteTurns
{
    // Different documents may share a semaphore: they then wait for each other, which costs time and nothing else.
    private readonly SemaphoreSlim[] stripes = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Runs a write when no other write of the same document runs.</summary>
    /// <param name="document">What is written, such as "invoice 1042".</param>
    /// <param name="write">The look-up and the write.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<T> RunAsync<T>(string document, Func<Task<T>> write, CancellationToken cancellationToken)
    {
        var stripe = stripes[(uint)string.GetHashCode(document, StringComparison.OrdinalIgnoreCase) % stripes.Length];
        await stripe.WaitAsync(cancellationToken);
        try
        {
            return await write();
        }
        finally
        {
            stripe.Release();
        }
    }
}
